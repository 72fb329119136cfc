// Passkeys that never expire were deleted by a condition that no text shows.

package builders

import (
	"context"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/doug-martin/goqu/v9"
	"xorm.io/builder"
	"xorm.io/xorm"

	"github.com/datavet/datavet/testdata/sentinelrange/builders/ent"
	"github.com/datavet/datavet/testdata/sentinelrange/builders/ent/passkey"
)

func entDelete(ctx context.Context, client *ent.Client, now time.Time) (int, error) {
	return client.Passkey.Delete().Where(passkey.ExpiresAtLT(now.Unix())).Exec(ctx) // want `expires_at < … also takes live rows: passkeys marks them 0`
}

func entDeleteExpired(ctx context.Context, client *ent.Client, now time.Time) (int, error) {
	return client.Passkey.Delete().Where(passkey.ExpiresAtGT(0), passkey.ExpiresAtLT(now.Unix())).Exec(ctx)
}

func entDeleteAnd(ctx context.Context, client *ent.Client, now time.Time) (int, error) {
	return client.Passkey.Delete().Where(passkey.And(passkey.ExpiresAtNEQ(0), passkey.ExpiresAtLT(now.Unix()))).Exec(ctx)
}

func entDeleteTwice(ctx context.Context, client *ent.Client, now time.Time) (int, error) {
	return client.Passkey.Delete().Where(passkey.ExpiresAtNEQ(0)).Where(passkey.ExpiresAtLT(now.Unix())).Exec(ctx)
}

func entLive(ctx context.Context, client *ent.Client, now time.Time) ([]*ent.Passkey, error) {
	return client.Passkey.Query().Where(passkey.Or(passkey.ExpiresAtEQ(0), passkey.ExpiresAtGT(now.Unix()))).All(ctx)
}

// entSelector is a predicate by hand.
func entSelector(now time.Time) (string, []any) {
	return entsql.Select("id").From(entsql.Table("passkeys")).Where(entsql.LT("expires_at", now.Unix())).Query() // want `also takes live rows`
}

func entModified(ctx context.Context, client *ent.Client, now time.Time) ([]*ent.Passkey, error) {
	return client.Passkey.Query().Where(func(s *entsql.Selector) {
		s.Where(entsql.And(entsql.GT("expires_at", 0), entsql.LT("expires_at", now.Unix())))
	}).All(ctx)
}

func goquLt(now time.Time) (string, []any, error) {
	return goqu.From("passkeys").Where(goqu.C("expires_at").Lt(now.Unix())).ToSQL() // want `also takes live rows`
}

func goquEx(now time.Time) (string, []any, error) {
	return goqu.Delete("passkeys").Where(goqu.Ex{"expires_at": goqu.Op{"lt": now.Unix()}}).ToSQL() // want `also takes live rows`
}

func goquLiteral(now time.Time) (string, []any, error) {
	return goqu.Dialect("postgres").From("passkeys").Where(goqu.L("expires_at < ?", now.Unix())).ToSQL() // want `also takes live rows`
}

func goquGuarded(now time.Time) (string, []any, error) {
	return goqu.From("passkeys").Where(goqu.C("expires_at").Neq(0), goqu.C("expires_at").Lt(now.Unix())).ToSQL()
}

func goquAnd(now time.Time) (string, []any, error) {
	return goqu.From("passkeys").Where(goqu.And(goqu.C("expires_at").Gt(0), goqu.C("expires_at").Lt(now.Unix()))).ToSQL()
}

func goquOr(now time.Time) (string, []any, error) {
	return goqu.From("passkeys").Where(goqu.Or(goqu.C("expires_at").Eq(0), goqu.C("expires_at").Gt(now.Unix()))).ToSQL()
}

func goquTwoWheres(now time.Time) (string, []any, error) {
	return goqu.From("passkeys").Where(goqu.C("expires_at").Gt(0)).Where(goqu.I("passkeys.expires_at").Lt(now.Unix())).ToSQL()
}

// Passkey is a row for xorm.
type Passkey struct {
	Id        int64
	Owner     string
	ExpiresAt int64
}

func (*Passkey) TableName() string { return "passkeys" }

func xormLt(session *xorm.Session, now time.Time) error {
	_, err := session.Where(builder.Lt{"expires_at": now.Unix()}).Delete(new(Passkey)) // want `also takes live rows`
	return err
}

func xormAnd(session *xorm.Session, now time.Time) error {
	_, err := session.Where(builder.And(builder.Gt{"expires_at": 0}, builder.Lt{"expires_at": now.Unix()})).Delete(new(Passkey))
	return err
}

func xormChained(session *xorm.Session, now time.Time) error {
	_, err := session.Where(builder.Lt{"expires_at": now.Unix()}.And(builder.Neq{"expires_at": 0})).Delete(new(Passkey))
	return err
}

func xormGathered(session *xorm.Session, now time.Time) error {
	cond := builder.NewCond()
	cond = cond.And(builder.Neq{"expires_at": 0})
	cond = cond.And(builder.Lt{"expires_at": now.Unix()})
	_, err := session.Where(cond).Delete(new(Passkey))
	return err
}
