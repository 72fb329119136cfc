// Package unfilteredread finds reads of a soft-deleted table that its other readers filter.
//
// # Why it bites
//
// # Bad
//
//	func (g *Guilds) Menu(ctx context.Context, member string) ([]string, error) {
//		var names []string
//		err := g.db.WithContext(ctx).Model(&Pledge{}).
//			Joins("JOIN guilds ON guilds.id = pledges.guild_id").
//			Where("pledges.member = ?", member).
//			Order("guilds.id").Pluck("guilds.name", &names).Error
//		return names, err
//	}
//
// # Good
//
//	Joins("JOIN guilds ON guilds.id = pledges.guild_id AND guilds.deleted_at IS NULL").
//
// Or have the ORM join, which knows which rows are live:
//
//	err := g.db.WithContext(ctx).InnerJoins("Guild").
//		Where("pledges.member = ?", member).
//		Order("guild_id").Find(&pledges).Error
//
// # Limits
//
// # References
package unfilteredread
