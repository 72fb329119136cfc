package knowledge

const (
	bunRead  = Filtered | Sorted | Limited | Skipped | Projected | Unscoped
	bunWrite = Filtered | Projected | Unscoped
)

// bunSteps is what stays in a query of bun: each method changes its receiver,
// and running it takes nothing away. Count and Exists bring their own columns,
// and leave out ORDER BY, LIMIT and OFFSET.
var bunSteps = []Step{
	{Type: "SelectQuery", Name: "Where WhereOr WhereGroup WherePK Join JoinOn JoinOnOr Relation Group GroupExpr Having Distinct DistinctOn Apply ApplyQueryBuilder Table TableExpr", Leaves: Filtered},
	{Type: "UpdateQuery DeleteQuery", Name: "Where WhereOr WhereGroup WherePK ApplyQueryBuilder", Leaves: Filtered},
	{Type: "SelectQuery", Name: "Order OrderExpr", Leaves: Sorted},
	{Type: "SelectQuery", Name: "Limit", Leaves: Limited, Replaces: Limited},
	{Type: "SelectQuery", Name: "Offset", Leaves: Skipped, Replaces: Skipped},
	{Type: "SelectQuery", Name: "Column ColumnExpr ExcludeColumn", Leaves: Projected},
	{Type: "SelectQuery UpdateQuery DeleteQuery", Name: "WhereDeleted WhereAllWithDeleted", Leaves: Unscoped},
	{Type: "UpdateQuery", Name: "Set SetColumn Column", Leaves: Projected},
	{Type: "SelectQuery", Name: "Scan Exec Rows ScanAndCount", Ends: true, Minds: bunRead},
	{Type: "SelectQuery", Name: "Count Exists", Ends: true, Minds: Filtered | Unscoped},
	{Type: "UpdateQuery DeleteQuery", Name: "Exec Scan", Ends: true, Minds: bunWrite},
}
