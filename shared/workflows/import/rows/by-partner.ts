/** The rows of each partner, in file order: one partner's items never have two writers at a time. */
export function byPartner<Row extends { row: { partnerId: string } }>(rows: readonly Row[]): [string, Row[]][] {
  return [...Map.groupBy(rows, ({ row }) => row.partnerId)];
}
