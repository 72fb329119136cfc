// The insert had the handler's context instead of the session's: MongoDB ran it
// outside the transaction.

package outerhandle

import (
	"context"

	"github.com/beego/beego/v2/client/orm"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"github.com/datavet/datavet/testdata/wrappers/decorator"
	"github.com/datavet/datavet/testdata/wrappers/entgen"
)

type users struct {
	client *mongo.Client
	coll   *mongo.Collection
}

func (u *users) sessionContext(ctx context.Context) error {
	session, err := u.client.StartSession()
	if err != nil {
		return err
	}
	defer session.EndSession(ctx)
	_, err = session.WithTransaction(ctx, func(ctx context.Context) (any, error) { return u.coll.InsertOne(ctx, "user") })
	return err
}

func (u *users) outerContext(ctx context.Context) error {
	session, err := u.client.StartSession()
	if err != nil {
		return err
	}
	defer session.EndSession(ctx)
	_, err = session.WithTransaction(ctx, func(txCtx context.Context) (any, error) {
		if _, err := u.coll.InsertOne(txCtx, "user"); err != nil {
			return nil, err
		}
		return u.coll.InsertOne(ctx, "user") // known miss: a collection is no handle that the session was begun on
	})
	return err
}

func beegoOuter(o orm.Ormer) error {
	return o.DoTx(func(ctx context.Context, tx orm.TxOrmer) error {
		if _, err := tx.Insert(&order{}); err != nil {
			return err
		}
		_, err := o.Insert(&order{}) // want `query inside a transaction runs outside it on o`
		return err
	})
}

func decorated(ctx context.Context) error {
	return decorator.WithTransaction(func(ctx context.Context) error {
		_, err := decorator.FromContext(ctx).Insert(&order{})
		return err
	})(ctx)
}

func entOuter(ctx context.Context, client *entgen.Client) error {
	tx, err := client.Tx(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.Client().User.Create().Save(ctx); err != nil {
		return err
	}
	if _, err := client.User.Query().Count(ctx); err != nil { // want `query inside a transaction runs outside it on client`
		return err
	}
	return tx.Commit()
}

func entInner(ctx context.Context, client *entgen.Client) error {
	tx, err := client.Tx(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	client = tx.Client()
	if _, err := client.User.Query().Count(ctx); err != nil {
		return err
	}
	return tx.Commit()
}
