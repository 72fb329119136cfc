// Package boil has what sqlboiler generates for the tables groups and users,
// as far as scenarios need it.
package boil

import (
	"context"

	"github.com/volatiletech/sqlboiler/v4/boil"
	"github.com/volatiletech/sqlboiler/v4/queries"
	"github.com/volatiletech/sqlboiler/v4/queries/qm"
)

type M map[string]any

type whereHelperint struct{ field string }

func (w whereHelperint) EQ(x int) qm.QueryMod       { panic(0) }
func (w whereHelperint) IN(slice []int) qm.QueryMod { panic(0) }

// Group is an object representing the database table.
type Group struct {
	ID   int    `boil:"id" json:"id" toml:"id" yaml:"id"`
	Name string `boil:"name" json:"name" toml:"name" yaml:"name"`

	R *groupR `boil:"-" json:"-" toml:"-" yaml:"-"`
	L groupL  `boil:"-" json:"-" toml:"-" yaml:"-"`
}

var GroupWhere = struct{ ID whereHelperint }{ID: whereHelperint{field: "\"groups\".\"id\""}}

// GroupRels is where relationship names are stored.
var GroupRels = struct{ Users string }{Users: "Users"}

// groupR is where relationships are stored.
type groupR struct {
	Users UserSlice `boil:"Users" json:"Users" toml:"Users" yaml:"Users"`
}

func (r *groupR) GetUsers() UserSlice { return r.Users }

// groupL is where Load methods for each relationship are stored.
type groupL struct{}

func (groupL) LoadUsers(ctx context.Context, e boil.ContextExecutor, singular bool, maybeGroup any, mods queries.Applicator) error {
	panic(0)
}

type GroupSlice []*Group

type groupQuery struct{ *queries.Query }

func Groups(mods ...qm.QueryMod) groupQuery { panic(0) }

func FindGroup(ctx context.Context, exec boil.ContextExecutor, iD int, selectCols ...string) (*Group, error) {
	panic(0)
}
func FindGroupG(ctx context.Context, iD int, selectCols ...string) (*Group, error) { panic(0) }

func GroupExists(ctx context.Context, exec boil.ContextExecutor, iD int) (bool, error) { panic(0) }

func (q groupQuery) One(ctx context.Context, exec boil.ContextExecutor) (*Group, error) { panic(0) }
func (q groupQuery) All(ctx context.Context, exec boil.ContextExecutor) (GroupSlice, error) {
	panic(0)
}
func (q groupQuery) AllGP(ctx context.Context) GroupSlice { panic(0) }
func (q groupQuery) Count(ctx context.Context, exec boil.ContextExecutor) (int64, error) {
	panic(0)
}
func (q groupQuery) UpdateAll(ctx context.Context, exec boil.ContextExecutor, cols M) (int64, error) {
	panic(0)
}
func (q groupQuery) DeleteAll(ctx context.Context, exec boil.ContextExecutor) (int64, error) {
	panic(0)
}

func (o *Group) Users(mods ...qm.QueryMod) userQuery { panic(0) }
func (o *Group) AddUsers(ctx context.Context, exec boil.ContextExecutor, insert bool, related ...*User) error {
	panic(0)
}
func (o *Group) SetUsers(ctx context.Context, exec boil.ContextExecutor, insert bool, related ...*User) error {
	panic(0)
}
func (o *Group) SetUsersG(ctx context.Context, insert bool, related ...*User) error { panic(0) }
func (o *Group) RemoveUsers(ctx context.Context, exec boil.ContextExecutor, related ...*User) error {
	panic(0)
}
func (o *Group) Insert(ctx context.Context, exec boil.ContextExecutor, columns boil.Columns) error {
	panic(0)
}
func (o *Group) Update(ctx context.Context, exec boil.ContextExecutor, columns boil.Columns) (int64, error) {
	panic(0)
}
func (o *Group) Upsert(ctx context.Context, exec boil.ContextExecutor, updateOnConflict bool, conflictColumns []string, updateColumns, insertColumns boil.Columns) error {
	panic(0)
}
func (o *Group) Delete(ctx context.Context, exec boil.ContextExecutor) (int64, error) { panic(0) }
func (o *Group) Reload(ctx context.Context, exec boil.ContextExecutor) error          { panic(0) }

func (o GroupSlice) UpdateAll(ctx context.Context, exec boil.ContextExecutor, cols M) (int64, error) {
	panic(0)
}
func (o GroupSlice) DeleteAll(ctx context.Context, exec boil.ContextExecutor) (int64, error) {
	panic(0)
}
func (o *GroupSlice) ReloadAll(ctx context.Context, exec boil.ContextExecutor) error { panic(0) }

// User is an object representing the database table.
type User struct {
	ID      int    `boil:"id" json:"id" toml:"id" yaml:"id"`
	GroupID int    `boil:"group_id" json:"group_id" toml:"group_id" yaml:"group_id"`
	Name    string `boil:"name" json:"name" toml:"name" yaml:"name"`

	R *userR `boil:"-" json:"-" toml:"-" yaml:"-"`
	L userL  `boil:"-" json:"-" toml:"-" yaml:"-"`
}

var UserWhere = struct{ ID, GroupID whereHelperint }{
	ID:      whereHelperint{field: "\"users\".\"id\""},
	GroupID: whereHelperint{field: "\"users\".\"group_id\""},
}

// UserRels is where relationship names are stored.
var UserRels = struct{ Group string }{Group: "Group"}

// userR is where relationships are stored.
type userR struct {
	Group *Group `boil:"Group" json:"Group" toml:"Group" yaml:"Group"`
}

// userL is where Load methods for each relationship are stored.
type userL struct{}

func (userL) LoadGroup(ctx context.Context, e boil.ContextExecutor, singular bool, maybeUser any, mods queries.Applicator) error {
	panic(0)
}

type UserSlice []*User

type userQuery struct{ *queries.Query }

func Users(mods ...qm.QueryMod) userQuery { panic(0) }

func FindUser(ctx context.Context, exec boil.ContextExecutor, iD int, selectCols ...string) (*User, error) {
	panic(0)
}

func (q userQuery) One(ctx context.Context, exec boil.ContextExecutor) (*User, error) { panic(0) }
func (q userQuery) All(ctx context.Context, exec boil.ContextExecutor) (UserSlice, error) {
	panic(0)
}
func (q userQuery) DeleteAll(ctx context.Context, exec boil.ContextExecutor) (int64, error) {
	panic(0)
}
func (o *User) SetGroup(ctx context.Context, exec boil.ContextExecutor, insert bool, related *Group) error {
	panic(0)
}
func (o *User) Update(ctx context.Context, exec boil.ContextExecutor, columns boil.Columns) (int64, error) {
	panic(0)
}
func (o *User) Delete(ctx context.Context, exec boil.ContextExecutor) (int64, error) { panic(0) }
