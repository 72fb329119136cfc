// Package store is where the tenants' rows are read and written.
package store

import (
	"context"
	"fmt"

	"xorm.io/xorm"
)

// Tenant is an account's owner.
type Tenant struct {
	ID     int64 `xorm:"pk autoincr"`
	Name   string
	Closed bool
}

// ListOptions says which page.
type ListOptions struct {
	Page, PageSize int
	Pagination
	Closed *bool
}

// Pagination is embedded.
type Pagination struct{ Start int }

func (o *ListOptions) offset() int { return (o.Page - 1) * o.PageSize }

// Tenants is a repository.
type Tenants interface {
	List(ctx context.Context, page, size int) ([]*Tenant, error)
	Find(ctx context.Context, opts ListOptions) ([]*Tenant, int64, error)
	From(ctx context.Context, opts *ListOptions) ([]*Tenant, error)
	Delete(ctx context.Context, id int64) error
	Close(ctx context.Context, t *Tenant) error
	Open(ctx context.Context) ([]*Tenant, error)
	Search(ctx context.Context, page, size int) (Found, error)
}

// Found is a page.
type Found struct {
	Tenants []*Tenant
	Next    *int
}

type tenants struct{ engine *xorm.Engine }

// New returns a repository.
func New(engine *xorm.Engine) Tenants { return &tenants{engine} }

func (r *tenants) List(ctx context.Context, page, size int) ([]*Tenant, error) {
	var list []*Tenant
	if page <= 0 {
		page = 1
	}
	start := (page - 1) * size
	err := r.engine.Context(ctx).Where("closed = ?", false).Limit(size, start).Find(&list)
	return list, err
}

func (r *tenants) Find(ctx context.Context, opts ListOptions) ([]*Tenant, int64, error) {
	var list []*Tenant
	sess := r.engine.Context(ctx)
	if opts.Closed != nil {
		sess = sess.Where("closed = ?", *opts.Closed)
	}
	if opts.Page > 0 {
		sess.Limit(opts.PageSize, opts.offset())
	}
	n, err := sess.FindAndCount(&list)
	return list, n, err
}

func (r *tenants) From(ctx context.Context, opts *ListOptions) ([]*Tenant, error) {
	var list []*Tenant
	err := r.engine.Context(ctx).SQL(fmt.Sprintf("SELECT * FROM tenant WHERE NOT closed LIMIT 10 OFFSET %d", opts.Start)).Find(&list)
	return list, err
}

func (r *tenants) Delete(ctx context.Context, id int64) error {
	return remove(r.engine.Context(ctx), id)
}

func remove(sess *xorm.Session, id int64) error {
	_, err := sess.ID(id).Delete(new(Tenant))
	return err
}

func (r *tenants) Close(ctx context.Context, t *Tenant) error {
	t.Closed = true
	_, err := r.engine.Context(ctx).ID(t.ID).Cols("closed").Update(t)
	return err
}

func (r *tenants) Open(ctx context.Context) ([]*Tenant, error) {
	var list []*Tenant
	err := r.engine.Context(ctx).Where("closed = ?", false).Limit(100).Find(&list)
	return list, err
}

func (r *tenants) Search(ctx context.Context, page, size int) (Found, error) {
	var list []*Tenant
	if err := r.engine.Context(ctx).Limit(size, (page-1)*size).Find(&list); err != nil {
		return Found{}, err
	}
	found := Found{Tenants: list}
	if len(list) == size {
		next := page + 1
		found.Next = &next
	}
	return found, nil
}
