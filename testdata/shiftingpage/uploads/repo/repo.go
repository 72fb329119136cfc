// Package repo keeps the records of files.
package repo

import (
	"context"

	"xorm.io/xorm"

	"github.com/datavet/datavet/testdata/shiftingpage/uploads"
	"github.com/datavet/datavet/testdata/shiftingpage/uploads/pager"
)

type files struct{ engine *xorm.Engine }

// New returns the repository.
func New(engine *xorm.Engine) uploads.Files { return &files{engine} }

func (r *files) Page(ctx context.Context, page, size int, cond *uploads.File) (list []*uploads.File, total int64, err error) {
	list = make([]*uploads.File, 0)
	session := r.engine.Context(ctx)
	total, err = pager.Help(page, size, &list, cond, session)
	return list, total, err
}

func (r *files) Update(ctx context.Context, file *uploads.File) error {
	_, err := r.engine.Context(ctx).ID(file.ID).Update(file)
	return err
}

func (r *files) Delete(ctx context.Context, id int) error {
	_, err := r.engine.Context(ctx).ID(id).Cols("status").Update(&uploads.File{Status: uploads.Deleted})
	return err
}
