// Package unfilteredread finds reads of a soft-deleted table that its other readers filter.
//
// # Why it bites
//
// # Bad
//
//	func (s *Spaces) Menu(ctx context.Context, member string) ([]string, error) {
//		var names []string
//		err := s.db.WithContext(ctx).Model(&Membership{}).
//			Joins("JOIN spaces ON spaces.id = memberships.space_id").
//			Where("memberships.member = ?", member).
//			Order("spaces.id").Pluck("spaces.name", &names).Error
//		return names, err
//	}
//
// # Good
//
//	Joins("JOIN spaces ON spaces.id = memberships.space_id AND spaces.deleted_at IS NULL").
//
// Or have the ORM join, which knows which rows are live:
//
//	err := s.db.WithContext(ctx).InnerJoins("Space").
//		Where("memberships.member = ?", member).
//		Order("space_id").Find(&memberships).Error
//
// # Limits
//
// # References
package unfilteredread
