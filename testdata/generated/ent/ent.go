// Package ent has what ent generates for the schemas Group, with the edges
// users and owner, and User, as far as scenarios need it.
package ent

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/dialect"

	"github.com/datavet/datavet/testdata/generated/ent/group"
	"github.com/datavet/datavet/testdata/generated/ent/predicate"
	"github.com/datavet/datavet/testdata/generated/ent/user"
)

type config struct {
	driver dialect.Driver
	hooks  []ent.Hook
}

type Client struct {
	config
	Group *GroupClient
	User  *UserClient
}

func (c *Client) Tx(ctx context.Context) (*Tx, error) { panic(0) }

type Tx struct {
	config
	Group *GroupClient
	User  *UserClient
}

func (tx *Tx) Commit() error   { panic(0) }
func (tx *Tx) Rollback() error { panic(0) }
func (tx *Tx) Client() *Client { panic(0) }

type selector struct{ label string }

func (s *selector) ScanX(ctx context.Context, v any)              { panic(0) }
func (s *selector) Ints(ctx context.Context) ([]int, error)       { panic(0) }
func (s *selector) Strings(ctx context.Context) ([]string, error) { panic(0) }

// Group is the model entity for the Group schema.
type Group struct {
	config `json:"-"`
	ID     int        `json:"id,omitempty"`
	Name   string     `json:"name,omitempty"`
	Edges  GroupEdges `json:"edges"`
}

// GroupEdges holds the relations/edges for other nodes in the graph.
type GroupEdges struct {
	Users       []*User `json:"users,omitempty"`
	Owner       *User   `json:"owner,omitempty"`
	loadedTypes [2]bool
}

func (e GroupEdges) UsersOrErr() ([]*User, error) { return e.Users, nil }
func (e GroupEdges) OwnerOrErr() (*User, error)   { return e.Owner, nil }

func (gr *Group) QueryUsers() *UserQuery  { panic(0) }
func (gr *Group) Update() *GroupUpdateOne { panic(0) }
func (gr *Group) Unwrap() *Group          { panic(0) }

// User is the model entity for the User schema.
type User struct {
	config `json:"-"`
	ID     int       `json:"id,omitempty"`
	Name   string    `json:"name,omitempty"`
	Edges  UserEdges `json:"edges"`
}

// UserEdges holds the relations/edges for other nodes in the graph.
type UserEdges struct {
	Group       *Group `json:"group,omitempty"`
	loadedTypes [1]bool
}

func (u *User) QueryGroup() *GroupQuery { panic(0) }
func (u *User) Update() *UserUpdateOne  { panic(0) }

type GroupClient struct{ config }

func (c *GroupClient) Create() *GroupCreate                                 { panic(0) }
func (c *GroupClient) CreateBulk(builders ...*GroupCreate) *GroupCreateBulk { panic(0) }
func (c *GroupClient) Update() *GroupUpdate                                 { panic(0) }
func (c *GroupClient) UpdateOne(gr *Group) *GroupUpdateOne                  { panic(0) }
func (c *GroupClient) UpdateOneID(id int) *GroupUpdateOne                   { panic(0) }
func (c *GroupClient) Delete() *GroupDelete                                 { panic(0) }
func (c *GroupClient) DeleteOne(gr *Group) *GroupDeleteOne                  { panic(0) }
func (c *GroupClient) DeleteOneID(id int) *GroupDeleteOne                   { panic(0) }
func (c *GroupClient) Query() *GroupQuery                                   { panic(0) }
func (c *GroupClient) Get(ctx context.Context, id int) (*Group, error)      { panic(0) }
func (c *GroupClient) GetX(ctx context.Context, id int) *Group              { panic(0) }

type GroupQuery struct{ config }

func (gq *GroupQuery) Where(ps ...predicate.Group) *GroupQuery              { panic(0) }
func (gq *GroupQuery) Limit(limit int) *GroupQuery                          { panic(0) }
func (gq *GroupQuery) Offset(offset int) *GroupQuery                        { panic(0) }
func (gq *GroupQuery) Order(o ...group.OrderOption) *GroupQuery             { panic(0) }
func (gq *GroupQuery) QueryUsers() *UserQuery                               { panic(0) }
func (gq *GroupQuery) WithUsers(opts ...func(*UserQuery)) *GroupQuery       { panic(0) }
func (gq *GroupQuery) WithOwner(opts ...func(*UserQuery)) *GroupQuery       { panic(0) }
func (gq *GroupQuery) First(ctx context.Context) (*Group, error)            { panic(0) }
func (gq *GroupQuery) Only(ctx context.Context) (*Group, error)             { panic(0) }
func (gq *GroupQuery) OnlyX(ctx context.Context) *Group                     { panic(0) }
func (gq *GroupQuery) All(ctx context.Context) ([]*Group, error)            { panic(0) }
func (gq *GroupQuery) AllX(ctx context.Context) []*Group                    { panic(0) }
func (gq *GroupQuery) IDs(ctx context.Context) ([]int, error)               { panic(0) }
func (gq *GroupQuery) Count(ctx context.Context) (int, error)               { panic(0) }
func (gq *GroupQuery) Clone() *GroupQuery                                   { panic(0) }
func (gq *GroupQuery) GroupBy(field string, fields ...string) *GroupGroupBy { panic(0) }
func (gq *GroupQuery) Select(fields ...string) *GroupSelect                 { panic(0) }

type GroupGroupBy struct{ selector }

func (ggb *GroupGroupBy) Scan(ctx context.Context, v any) error { panic(0) }

type GroupSelect struct {
	*GroupQuery
	selector
}

func (gs *GroupSelect) Scan(ctx context.Context, v any) error { panic(0) }

type GroupCreate struct{ config }

func (gc *GroupCreate) SetName(v string) *GroupCreate            { panic(0) }
func (gc *GroupCreate) AddUserIDs(ids ...int) *GroupCreate       { panic(0) }
func (gc *GroupCreate) AddUsers(v ...*User) *GroupCreate         { panic(0) }
func (gc *GroupCreate) SetOwnerID(id int) *GroupCreate           { panic(0) }
func (gc *GroupCreate) SetOwner(v *User) *GroupCreate            { panic(0) }
func (gc *GroupCreate) Save(ctx context.Context) (*Group, error) { panic(0) }
func (gc *GroupCreate) SaveX(ctx context.Context) *Group         { panic(0) }
func (gc *GroupCreate) Exec(ctx context.Context) error           { panic(0) }

type GroupCreateBulk struct{ config }

func (gcb *GroupCreateBulk) Save(ctx context.Context) ([]*Group, error) { panic(0) }

type GroupUpdate struct{ config }

func (gu *GroupUpdate) Where(ps ...predicate.Group) *GroupUpdate { panic(0) }
func (gu *GroupUpdate) SetName(v string) *GroupUpdate            { panic(0) }
func (gu *GroupUpdate) AddUserIDs(ids ...int) *GroupUpdate       { panic(0) }
func (gu *GroupUpdate) AddUsers(v ...*User) *GroupUpdate         { panic(0) }
func (gu *GroupUpdate) ClearUsers() *GroupUpdate                 { panic(0) }
func (gu *GroupUpdate) RemoveUserIDs(ids ...int) *GroupUpdate    { panic(0) }
func (gu *GroupUpdate) RemoveUsers(v ...*User) *GroupUpdate      { panic(0) }
func (gu *GroupUpdate) Save(ctx context.Context) (int, error)    { panic(0) }
func (gu *GroupUpdate) Exec(ctx context.Context) error           { panic(0) }

type GroupUpdateOne struct{ config }

func (guo *GroupUpdateOne) SetName(v string) *GroupUpdateOne         { panic(0) }
func (guo *GroupUpdateOne) ClearName() *GroupUpdateOne               { panic(0) }
func (guo *GroupUpdateOne) AddUserIDs(ids ...int) *GroupUpdateOne    { panic(0) }
func (guo *GroupUpdateOne) AddUsers(v ...*User) *GroupUpdateOne      { panic(0) }
func (guo *GroupUpdateOne) ClearUsers() *GroupUpdateOne              { panic(0) }
func (guo *GroupUpdateOne) RemoveUserIDs(ids ...int) *GroupUpdateOne { panic(0) }
func (guo *GroupUpdateOne) RemoveUsers(v ...*User) *GroupUpdateOne   { panic(0) }
func (guo *GroupUpdateOne) SetOwnerID(id int) *GroupUpdateOne        { panic(0) }
func (guo *GroupUpdateOne) SetOwner(v *User) *GroupUpdateOne         { panic(0) }
func (guo *GroupUpdateOne) ClearOwner() *GroupUpdateOne              { panic(0) }
func (guo *GroupUpdateOne) Save(ctx context.Context) (*Group, error) { panic(0) }
func (guo *GroupUpdateOne) SaveX(ctx context.Context) *Group         { panic(0) }
func (guo *GroupUpdateOne) Exec(ctx context.Context) error           { panic(0) }

type GroupDelete struct{ config }

func (gd *GroupDelete) Where(ps ...predicate.Group) *GroupDelete { panic(0) }
func (gd *GroupDelete) Exec(ctx context.Context) (int, error)    { panic(0) }
func (gd *GroupDelete) ExecX(ctx context.Context) int            { panic(0) }

type GroupDeleteOne struct{ gd *GroupDelete }

func (gdo *GroupDeleteOne) Exec(ctx context.Context) error { panic(0) }

type UserClient struct{ config }

func (c *UserClient) Update() *UserUpdate                            { panic(0) }
func (c *UserClient) UpdateOne(u *User) *UserUpdateOne               { panic(0) }
func (c *UserClient) Delete() *UserDelete                            { panic(0) }
func (c *UserClient) DeleteOne(u *User) *UserDeleteOne               { panic(0) }
func (c *UserClient) Query() *UserQuery                              { panic(0) }
func (c *UserClient) Get(ctx context.Context, id int) (*User, error) { panic(0) }

type UserQuery struct{ config }

func (uq *UserQuery) Where(ps ...predicate.User) *UserQuery          { panic(0) }
func (uq *UserQuery) Order(o ...user.OrderOption) *UserQuery         { panic(0) }
func (uq *UserQuery) Limit(limit int) *UserQuery                     { panic(0) }
func (uq *UserQuery) Offset(offset int) *UserQuery                   { panic(0) }
func (uq *UserQuery) WithGroup(opts ...func(*GroupQuery)) *UserQuery { panic(0) }
func (uq *UserQuery) All(ctx context.Context) ([]*User, error)       { panic(0) }
func (uq *UserQuery) IDs(ctx context.Context) ([]int, error)         { panic(0) }

type UserUpdate struct{ config }

func (uu *UserUpdate) Where(ps ...predicate.User) *UserUpdate { panic(0) }
func (uu *UserUpdate) SetName(v string) *UserUpdate           { panic(0) }
func (uu *UserUpdate) SetGroup(v *Group) *UserUpdate          { panic(0) }
func (uu *UserUpdate) SetGroupID(id int) *UserUpdate          { panic(0) }
func (uu *UserUpdate) ClearGroup() *UserUpdate                { panic(0) }
func (uu *UserUpdate) Save(ctx context.Context) (int, error)  { panic(0) }

type UserUpdateOne struct{ config }

func (uuo *UserUpdateOne) SetName(v string) *UserUpdateOne         { panic(0) }
func (uuo *UserUpdateOne) SetGroup(v *Group) *UserUpdateOne        { panic(0) }
func (uuo *UserUpdateOne) Save(ctx context.Context) (*User, error) { panic(0) }

type UserDelete struct{ config }

func (ud *UserDelete) Where(ps ...predicate.User) *UserDelete { panic(0) }
func (ud *UserDelete) Exec(ctx context.Context) (int, error)  { panic(0) }

type UserDeleteOne struct{ ud *UserDelete }

func (udo *UserDeleteOne) Exec(ctx context.Context) error { panic(0) }
