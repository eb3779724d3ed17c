/** Who is logged in, as `GET /api/v1/me` says. */
export interface Me {
  readonly kind: 'person' | 'token'
  readonly user: string
  readonly name?: string
  /** ISO 8601 in UTC: when the login ends. */
  readonly expires_at?: string
}
