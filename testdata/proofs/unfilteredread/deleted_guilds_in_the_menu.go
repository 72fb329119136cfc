// Members still saw deleted guilds in their menu: the query joins a table that the ORM doesn't filter there.

package unfilteredread

import (
	"context"

	"gorm.io/gorm"
)

// A Guild is deleted softly.
type Guild struct {
	ID        int64
	Name      string
	DeletedAt gorm.DeletedAt
}

// A Pledge outlives its guild.
type Pledge struct {
	ID      int64
	Member  string
	GuildID int64
	Guild   Guild
}

// Guilds have members.
type Guilds struct {
	db *gorm.DB
}

// All returns the guilds.
func (g *Guilds) All(ctx context.Context) ([]Guild, error) {
	var guilds []Guild
	err := g.db.WithContext(ctx).Order("id").Find(&guilds).Error
	return guilds, err
}

// Named returns the guild of a name.
func (g *Guilds) Named(ctx context.Context, name string) (*Guild, error) {
	var guild Guild
	err := g.db.WithContext(ctx).First(&guild, "name = ?", name).Error
	return &guild, err
}

// Count returns how many guilds there are.
func (g *Guilds) Count(ctx context.Context) (int64, error) {
	var n int64
	err := g.db.WithContext(ctx).Model(&Guild{}).Count(&n).Error
	return n, err
}

// Delete deletes a guild.
func (g *Guilds) Delete(ctx context.Context, name string) error {
	return g.db.WithContext(ctx).Delete(&Guild{}, "name = ?", name).Error
}

// CountTable counts the rows of the table, as no model says which are live.
func (g *Guilds) CountTable(ctx context.Context) (int64, error) {
	var n int64
	err := g.db.WithContext(ctx).Table("guilds").Count(&n).Error
	return n, err
}

// Menu returns the names of a member's guilds.
func (g *Guilds) Menu(ctx context.Context, member string) ([]string, error) {
	var names []string
	err := g.db.WithContext(ctx).Model(&Pledge{}).
		Joins("JOIN guilds ON guilds.id = pledges.guild_id").
		Where("pledges.member = ?", member).
		Order("guilds.id").Pluck("guilds.name", &names).Error
	return names, err
}

// MenuRaw returns the names of a member's guilds.
func (g *Guilds) MenuRaw(ctx context.Context, member string) ([]string, error) {
	var names []string
	err := g.db.WithContext(ctx).Raw(`
		SELECT g.name FROM pledges p JOIN guilds g ON g.id = p.guild_id
		WHERE p.member = ? ORDER BY g.id`, member).Scan(&names).Error
	return names, err
}

// MenuOfLive has the filter itself.
func (g *Guilds) MenuOfLive(ctx context.Context, member string) ([]string, error) {
	var names []string
	err := g.db.WithContext(ctx).Model(&Pledge{}).
		Joins("JOIN guilds ON guilds.id = pledges.guild_id AND guilds.deleted_at IS NULL").
		Where("pledges.member = ?", member).
		Order("guilds.id").Pluck("guilds.name", &names).Error
	return names, err
}

// Members returns the members of a guild.
func (g *Guilds) Members(ctx context.Context, name string) ([]string, error) {
	var members []string
	err := g.db.WithContext(ctx).Raw(`
		SELECT p.member FROM pledges p JOIN guilds g ON g.id = p.guild_id AND g.deleted_at IS NULL
		WHERE g.name = ? ORDER BY p.member`, name).Scan(&members).Error
	return members, err
}

// MenuByName joins by the association's name: the ORM filters.
func (g *Guilds) MenuByName(ctx context.Context, member string) ([]string, error) {
	var pledges []Pledge
	err := g.db.WithContext(ctx).InnerJoins("Guild").
		Where("pledges.member = ?", member).
		Order("guild_id").Find(&pledges).Error
	var names []string
	for _, p := range pledges {
		names = append(names, p.Guild.Name)
	}
	return names, err
}

// MenuBySubquery asks the model which guilds are live.
func (g *Guilds) MenuBySubquery(ctx context.Context, member string) ([]string, error) {
	var names []string
	db := g.db.WithContext(ctx)
	mine := db.Model(&Pledge{}).Select("guild_id").Where("member = ?", member)
	err := db.Model(&Guild{}).Where("id IN (?)", mine).Order("id").Pluck("name", &names).Error
	return names, err
}

// Trash returns the deleted guilds.
func (g *Guilds) Trash(ctx context.Context) ([]Guild, error) {
	var guilds []Guild
	err := g.db.WithContext(ctx).Unscoped().Where("deleted_at IS NOT NULL").Order("id").Find(&guilds).Error
	return guilds, err
}

// Restore brings a guild back.
func (g *Guilds) Restore(ctx context.Context, name string) error {
	var guild Guild
	if err := g.db.WithContext(ctx).Unscoped().First(&guild, "name = ?", name).Error; err != nil {
		return err
	}
	return g.db.WithContext(ctx).Unscoped().Model(&guild).Update("deleted_at", nil).Error
}
