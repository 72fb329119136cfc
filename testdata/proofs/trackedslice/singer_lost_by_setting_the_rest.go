// The first of a choir's singers was welcomed, and the rest set as its singers: the first lost the choir.

package trackedslice

import (
	"context"
	"database/sql"

	"github.com/volatiletech/sqlboiler/v4/queries/qm"

	"github.com/datavet/datavet/testdata/proofs/trackedslice/models"
)

// Choirs links singers by SQLBoiler.
type Choirs struct {
	db *sql.DB
}

// JoinSettingRest welcomes the first singer, and sets the rest and a new one.
func (c *Choirs) JoinSettingRest(ctx context.Context, id int64, joining *models.Singer) (welcome string, err error) {
	choir, err := models.Choirs(qm.Where("id = ?", id), qm.Load(models.ChoirRels.Singers)).One(ctx, c.db)
	if err != nil {
		return "", err
	}
	welcome = choir.R.Singers[0].Email
	return welcome, choir.SetSingers(ctx, c.db, false, append(choir.R.Singers[1:], joining)...)
}

// JoinAdding adds the new one.
func (c *Choirs) JoinAdding(ctx context.Context, id int64, joining *models.Singer) (welcome string, err error) {
	choir, err := models.Choirs(qm.Where("id = ?", id), qm.Load(models.ChoirRels.Singers)).One(ctx, c.db)
	if err != nil {
		return "", err
	}
	welcome = choir.R.Singers[0].Email
	return welcome, choir.AddSingers(ctx, c.db, false, joining)
}
