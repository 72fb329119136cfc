// A report had the boards of deleted teams: xorm filters the table of the struct, and no table that is joined.

package unfilteredread

import (
	"time"

	"xorm.io/xorm"
)

// A Team is deleted softly.
type Team struct {
	ID        int64 `xorm:"pk autoincr 'id'"`
	Name      string
	DeletedAt time.Time `xorm:"deleted"`
}

// TableName says where teams are.
func (Team) TableName() string { return "teams" }

// A Board belongs to a team.
type Board struct {
	ID     int64 `xorm:"pk autoincr 'id'"`
	Title  string
	TeamID int64 `xorm:"'team_id'"`
}

// TableName says where boards are.
func (Board) TableName() string { return "boards" }

// Boards belong to teams.
type Boards struct {
	engine *xorm.Engine
}

// Teams returns the teams.
func (b *Boards) Teams() ([]Team, error) {
	var teams []Team
	err := b.engine.OrderBy("id").Find(&teams)
	return teams, err
}

// Team returns a team.
func (b *Boards) Team(id int64) (team Team, ok bool, err error) {
	ok, err = b.engine.ID(id).Get(&team)
	return team, ok, err
}

// Report returns the boards of teams.
func (b *Boards) Report() ([]Board, error) {
	var boards []Board
	err := b.engine.Join("INNER", "teams", "teams.id = boards.team_id").OrderBy("boards.id").Find(&boards)
	return boards, err
}

// ReportOfLive returns the boards of teams.
func (b *Boards) ReportOfLive() ([]Board, error) {
	var boards []Board
	err := b.engine.Join("INNER", "teams", "teams.id = boards.team_id AND teams.deleted_at IS NULL").OrderBy("boards.id").Find(&boards)
	return boards, err
}
