/** Words to make up data from. */
export const FIRST_NAMES =
  'Ana Ben Carla Dmitri Elena Farid Greta Hugo Ines Jonas Katya Luis Mara Nils Olga Pavel Quinn Rosa Sven Tara Umar Vera Wanda Xenia Yusuf Zoe Marcellus Bernadette Rosalind Theodore Guillermo Annabelle Kristoffer Josefina'.split(
    ' ',
  )
export const LAST_NAMES =
  'Alvarez Becker Costa Dubois Eriksen Fischer Grant Hansen Ibarra Jansen Kowalski Lindqvist Moreau Novak Okafor Petrov Quigley Romano Schmidt Tanaka Ueda Vargas Weber Xu Yilmaz Zieliński Runolfsson Hettinger Wintheiser Gutkowski Macejkovic Bergnaum'.split(
    ' ',
  )
export const MAIL_HOSTS = ['gmail.com', 'yahoo.com', 'hotmail.com', 'outlook.com']
export const CITIES =
  'Lisbon|Port Ana|New York|Lake Greta|Hamburg|South Novak|San Jose|Osaka|East Romano|Fort Worth|Kraków|West Hugoburgh|Bergen|North Charleston|Lyon|Yusufville|Weberfurt|Fall River|Elk Grove|Arlington'.split(
    '|',
  )
export const COUNTRIES =
  'Portugal|Germany|Costa Rica|United States of America|Japan|Poland|New Zealand|Norway|France|South Africa|Brazil|Sri Lanka|Canada|Papua New Guinea|Chile|Burkina Faso|Kenya|Saudi Arabia|Malta|Iceland|Bosnia and Herzegovina|Cuba|El Salvador|Gabon'.split(
    '|',
  )
export const NOUNS =
  'lantern harbor meadow compass anvil bracket cavern drizzle ember fjord glacier hinge inlet jigsaw kettle ledger mantle nectar orchard parcel quarry rafter saddle tundra'.split(
    ' ',
  )
export const LOREM =
  'lorem ipsum dolor sit amet consectetur adipisci elit tempora incidunt labore magnam aliquam quaerat voluptatem veniam nostrum exercitationem ullam corporis suscipit laboriosam aspernatur deserunt'.split(
    ' ',
  )
export const PRODUCTS = 'Wireless Mouse|USB Cable|Laptop Stand|Keyboard|Webcam|Headphones|Monitor|Desk Lamp'.split('|')
