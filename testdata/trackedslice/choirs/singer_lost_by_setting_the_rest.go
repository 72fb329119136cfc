// The first of a choir's singers was welcomed, and the rest set as its singers: the first lost the choir.

package choirs

import (
	"context"
	"database/sql"
	"slices"

	"github.com/volatiletech/sqlboiler/v4/boil"
	"github.com/volatiletech/sqlboiler/v4/queries/qm"

	"github.com/datavet/datavet/testdata/trackedslice/choirs/models"
)

func welcome(*models.Singer) {}

func setRest(ctx context.Context, db *sql.DB, joining *models.Singer) error {
	choir, err := models.Choirs(qm.Load(models.ChoirRels.Singers)).One(ctx, db)
	if err != nil {
		return err
	}
	welcome(choir.R.Singers[0])
	return choir.SetSingers(ctx, db, false, append(choir.R.Singers[1:], joining)...) // want `unlinked`
}

func setAll(ctx context.Context, db *sql.DB, joining *models.Singer) error {
	choir, err := models.Choirs(qm.Load(models.ChoirRels.Singers)).One(ctx, db)
	if err != nil {
		return err
	}
	welcome(choir.R.Singers[0])
	return choir.SetSingers(ctx, db, false, append(choir.R.Singers, joining)...)
}

func add(ctx context.Context, db *sql.DB, joining *models.Singer) error {
	choir, err := models.Choirs(qm.Load(models.ChoirRels.Singers)).One(ctx, db)
	if err != nil {
		return err
	}
	return choir.AddSingers(ctx, db, false, joining)
}

func setFromRequest(ctx context.Context, db *sql.DB, choir *models.Choir, singers models.SingerSlice) error {
	return choir.SetSingers(ctx, db, false, singers...)
}

// SQLBoiler writes nothing of the relations that it loaded.
func relationsInMemory(ctx context.Context, db *sql.DB) (int, error) {
	choir, err := models.Choirs(qm.Load(models.ChoirRels.Singers)).One(ctx, db)
	if err != nil {
		return 0, err
	}
	left := slices.DeleteFunc(slices.Clone(choir.R.Singers), func(s *models.Singer) bool { return s.Email == "" })
	_, err = choir.Update(ctx, db, boil.Infer())
	return len(left), err
}
