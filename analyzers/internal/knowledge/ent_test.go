package knowledge

import (
	"go/types"
	"testing"
)

func TestEnt(t *testing.T) {
	const generated = `
		type config struct{ driver dialect.Driver }
		func (*config) ExecContext(ctx context.Context, q string) error { return nil }
		type Client struct{ config; User *UserClient }
		func (*Client) Tx(ctx context.Context) (*Tx, error) { return nil, nil }
		func (*Client) BeginTx(ctx context.Context, opts any) (*Tx, error) { return nil, nil }
		func (*Client) OpenTx(ctx context.Context) (context.Context, *Tx, error) { return nil, nil, nil }
		func (*Client) Debug() *Client { return nil }
		func (*Client) Close() error { return nil }
		type Tx struct{ config; User *UserClient }
		func (*Tx) Client() *Client { return nil }
		func (*Tx) Commit() error { return nil }
		func (*Tx) Rollback() error { return nil }
		func (*Tx) OnCommit(f func(int) int) {}
		func NewTxContext(ctx context.Context, tx *Tx) context.Context { return nil }
		func FromContext(ctx context.Context) *Client { return nil }
		type User struct{ config }
		func (*User) QueryOrders() *OrderQuery { return nil }
		func (*User) Unwrap() *User { return nil }
		type UserClient struct{ config }
		func (*UserClient) Create() *UserCreate { return nil }
		func (*UserClient) Get(ctx context.Context, id int) (*User, error) { return nil, nil }
		func (*UserClient) Use(hooks ...any) {}
		type UserCreate struct{ config }
		func (*UserCreate) SetName(s string) *UserCreate { return nil }
		func (*UserCreate) SaveX(ctx context.Context) *User { return nil }
		func (*UserCreate) Mutation() *UserMutation { return nil }
		type UserMutation struct{ config }
		func (*UserMutation) Client() *Client { return nil }
		func (*UserMutation) ID() (int, bool) { return 0, false }
		type UserQuery struct{ config }
		func (*UserQuery) Where(p ...any) *UserQuery { return nil }
		func (*UserQuery) OnlyX(ctx context.Context) *User { return nil }
		type UserUpsertOne struct{}
		func (*UserUpsertOne) ID(ctx context.Context) (int, error) { return 0, nil }
		type OrderQuery struct{ config }
		type ApiClient struct{ config } // an entity
		func (*ApiClient) String() string { return "" }`
	for _, path := range []string{"entgo.io/ent/dialect", "github.com/facebook/ent/dialect"} {
		known := map[string]*types.Package{}
		check(t, known, path, `package dialect; type Driver interface{}`)
		pkg := check(t, known, "example.com/app/ent", `package ent
			import ("context"; "`+path+`")`+generated)

		for name, want := range map[string]Kind{
			"Client": Either, "UserClient": Either, "Tx": Tx,
			"User": NoHandle, "UserQuery": NoHandle, "ApiClient": NoHandle,
		} {
			if got := KindOf(pkg.Scope().Lookup(name).Type()); got != want {
				t.Errorf("KindOf(%s) = %d, want %d", name, got, want)
			}
		}
		for _, want := range []Func{
			{Type: "config", Name: "ExecContext", Role: Exec, On: Recv},
			{Type: "Client", Name: "Tx", Role: Begin, On: Recv, Tx: Result(0)},
			{Type: "Client", Name: "BeginTx", Role: Begin, On: Recv, Tx: Result(0), Opts: Param(1)},
			{Type: "Client", Name: "OpenTx", Role: Begin, On: Recv, Tx: Result(1)},
			{Type: "Client", Name: "Debug", Role: Derive, On: Recv, Out: Result(0)},
			{Type: "Client", Name: "Close"},
			{Type: "Tx", Name: "Client", Role: Derive, On: Recv, Out: Result(0)},
			{Type: "Tx", Name: "Commit", Role: Commit, On: Recv},
			{Type: "Tx", Name: "Rollback", Role: Rollback, On: Recv},
			{Type: "Tx", Name: "OnCommit", Role: Later, On: Recv, Fn: Param(0)},
			{Name: "NewTxContext", Role: ToCtx, Tx: Param(1), Out: Result(0)},
			{Name: "FromContext", Role: FromCtx, On: Param(0), Out: Result(0)},
			{Type: "User", Name: "QueryOrders", Role: Derive, On: Recv, Out: Result(0)},
			{Type: "User", Name: "Unwrap"},
			{Type: "UserClient", Name: "Create", Role: Derive, On: Recv, Out: Result(0)},
			{Type: "UserClient", Name: "Get", Role: Query, On: Recv},
			{Type: "UserClient", Name: "Use"},
			{Type: "UserCreate", Name: "SetName", Role: Derive, On: Recv, Out: Result(0)},
			{Type: "UserCreate", Name: "SaveX", Role: Exec, On: Recv},
			{Type: "UserCreate", Name: "Mutation"},
			{Type: "UserMutation", Name: "Client", Role: Derive, On: Recv, Out: Result(0)},
			{Type: "UserMutation", Name: "ID"},
			{Type: "UserQuery", Name: "Where", Role: Derive, On: Recv, Out: Result(0)},
			{Type: "UserQuery", Name: "OnlyX", Role: Query, On: Recv},
			{Type: "UserUpsertOne", Name: "ID", Role: Exec, On: Recv},
			{Type: "ApiClient", Name: "String"},
		} {
			got, ok := Of(funcIn(pkg, want.Type, want.Name))
			if ok != (want.Role != None) || ok && got != want {
				t.Errorf("Of(%s.%s) = %+v, want %+v", want.Type, want.Name, got, want)
			}
		}
	}

	// The same declarations without ent are somebody's own.
	known := map[string]*types.Package{}
	check(t, known, "example.com/dialect", `package dialect; type Driver interface{}`)
	pkg := check(t, known, "example.com/app/own", `package own
		import ("context"; "example.com/dialect")`+generated)
	if got, ok := Of(funcIn(pkg, "Client", "Tx")); ok {
		t.Errorf("Of(Client.Tx) = %+v in a package that doesn't import ent", got)
	}
	if got := KindOf(pkg.Scope().Lookup("Tx").Type()); got != NoHandle {
		t.Errorf("KindOf(Tx) = %d in a package that doesn't import ent", got)
	}
}
