// Package builders has chains of functions that each return a choice: what their
// results stem from has to be found without following every combination.
package builders

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
)

// A Repo has a pool of its own, and others beside it.
type Repo struct {
	db          *sql.DB
	left, right *Repo
	next        *Repo
}

// Insert runs on the repository's pool.
func (r *Repo) Insert(ctx context.Context) error {
	_, err := r.db.ExecContext(ctx, "INSERT INTO names DEFAULT VALUES")
	return err
}

// Even and Odd call each other, and return a choice of repositories.
func (r *Repo) Even(n int) *Repo {
	if n == 0 {
		return r
	}
	if n%3 == 0 {
		return r.left.Odd(n - 1)
	}
	return r.right.Odd(n - 1)
}

// Odd is Even's counterpart.
func (r *Repo) Odd(n int) *Repo {
	if n%5 == 0 {
		return r.Even(n - 1).left
	}
	return r.Even(n - 1).right
}

// InsertAll runs on every pool of the list.
func InsertAll(ctx context.Context, head *Repo) error {
	for r := head; r != nil; r = r.next {
		if err := r.Insert(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Last returns the end of the list.
func Last(r *Repo) *Repo {
	for r.next != nil {
		r = r.next
	}
	return r
}

// Reversed turns the list round.
func Reversed(r *Repo) *Repo {
	var head *Repo
	for r != nil {
		r, r.next, head = r.next, head, r
	}
	return head
}

// Walk recurs along the list.
func Walk(ctx context.Context, r *Repo) error {
	if r == nil {
		return nil
	}
	if err := r.Insert(ctx); err != nil {
		return err
	}
	return Walk(ctx, r.next)
}

// Choose takes one of 2^30 ways through the tree.
func Choose(r *Repo, way uint) *Repo { return choose30(r, way) }

func choose0(r *Repo, _ uint) *Repo { return r }

func choose1(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose0(r.left, way>>1)
	}
	return choose0(r.right, way>>1)
}

func choose2(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose1(r.left, way>>1)
	}
	return choose1(r.right, way>>1)
}

func choose3(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose2(r.left, way>>1)
	}
	return choose2(r.right, way>>1)
}

func choose4(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose3(r.left, way>>1)
	}
	return choose3(r.right, way>>1)
}

func choose5(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose4(r.left, way>>1)
	}
	return choose4(r.right, way>>1)
}

func choose6(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose5(r.left, way>>1)
	}
	return choose5(r.right, way>>1)
}

func choose7(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose6(r.left, way>>1)
	}
	return choose6(r.right, way>>1)
}

func choose8(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose7(r.left, way>>1)
	}
	return choose7(r.right, way>>1)
}

func choose9(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose8(r.left, way>>1)
	}
	return choose8(r.right, way>>1)
}

func choose10(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose9(r.left, way>>1)
	}
	return choose9(r.right, way>>1)
}

func choose11(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose10(r.left, way>>1)
	}
	return choose10(r.right, way>>1)
}

func choose12(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose11(r.left, way>>1)
	}
	return choose11(r.right, way>>1)
}

func choose13(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose12(r.left, way>>1)
	}
	return choose12(r.right, way>>1)
}

func choose14(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose13(r.left, way>>1)
	}
	return choose13(r.right, way>>1)
}

func choose15(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose14(r.left, way>>1)
	}
	return choose14(r.right, way>>1)
}

func choose16(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose15(r.left, way>>1)
	}
	return choose15(r.right, way>>1)
}

func choose17(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose16(r.left, way>>1)
	}
	return choose16(r.right, way>>1)
}

func choose18(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose17(r.left, way>>1)
	}
	return choose17(r.right, way>>1)
}

func choose19(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose18(r.left, way>>1)
	}
	return choose18(r.right, way>>1)
}

func choose20(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose19(r.left, way>>1)
	}
	return choose19(r.right, way>>1)
}

func choose21(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose20(r.left, way>>1)
	}
	return choose20(r.right, way>>1)
}

func choose22(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose21(r.left, way>>1)
	}
	return choose21(r.right, way>>1)
}

func choose23(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose22(r.left, way>>1)
	}
	return choose22(r.right, way>>1)
}

func choose24(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose23(r.left, way>>1)
	}
	return choose23(r.right, way>>1)
}

func choose25(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose24(r.left, way>>1)
	}
	return choose24(r.right, way>>1)
}

func choose26(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose25(r.left, way>>1)
	}
	return choose25(r.right, way>>1)
}

func choose27(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose26(r.left, way>>1)
	}
	return choose26(r.right, way>>1)
}

func choose28(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose27(r.left, way>>1)
	}
	return choose27(r.right, way>>1)
}

func choose29(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose28(r.left, way>>1)
	}
	return choose28(r.right, way>>1)
}

func choose30(r *Repo, way uint) *Repo {
	if way&1 == 0 {
		return choose29(r.left, way>>1)
	}
	return choose29(r.right, way>>1)
}

// Filter narrows a query by 30 conditions, of which each is one of two.
func Filter(q *gorm.DB, way uint) *gorm.DB { return filter30(q, way) }

func filter0(q *gorm.DB, _ uint) *gorm.DB { return q }

func filter1(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter0(q, way>>1).Where("a1 = 1")
	}
	return filter0(q.Or("b1 = 1"), way>>1)
}

func filter2(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter1(q, way>>1).Where("a2 = 1")
	}
	return filter1(q.Or("b2 = 1"), way>>1)
}

func filter3(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter2(q, way>>1).Where("a3 = 1")
	}
	return filter2(q.Or("b3 = 1"), way>>1)
}

func filter4(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter3(q, way>>1).Where("a4 = 1")
	}
	return filter3(q.Or("b4 = 1"), way>>1)
}

func filter5(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter4(q, way>>1).Where("a5 = 1")
	}
	return filter4(q.Or("b5 = 1"), way>>1)
}

func filter6(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter5(q, way>>1).Where("a6 = 1")
	}
	return filter5(q.Or("b6 = 1"), way>>1)
}

func filter7(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter6(q, way>>1).Where("a7 = 1")
	}
	return filter6(q.Or("b7 = 1"), way>>1)
}

func filter8(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter7(q, way>>1).Where("a8 = 1")
	}
	return filter7(q.Or("b8 = 1"), way>>1)
}

func filter9(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter8(q, way>>1).Where("a9 = 1")
	}
	return filter8(q.Or("b9 = 1"), way>>1)
}

func filter10(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter9(q, way>>1).Where("a10 = 1")
	}
	return filter9(q.Or("b10 = 1"), way>>1)
}

func filter11(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter10(q, way>>1).Where("a11 = 1")
	}
	return filter10(q.Or("b11 = 1"), way>>1)
}

func filter12(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter11(q, way>>1).Where("a12 = 1")
	}
	return filter11(q.Or("b12 = 1"), way>>1)
}

func filter13(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter12(q, way>>1).Where("a13 = 1")
	}
	return filter12(q.Or("b13 = 1"), way>>1)
}

func filter14(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter13(q, way>>1).Where("a14 = 1")
	}
	return filter13(q.Or("b14 = 1"), way>>1)
}

func filter15(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter14(q, way>>1).Where("a15 = 1")
	}
	return filter14(q.Or("b15 = 1"), way>>1)
}

func filter16(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter15(q, way>>1).Where("a16 = 1")
	}
	return filter15(q.Or("b16 = 1"), way>>1)
}

func filter17(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter16(q, way>>1).Where("a17 = 1")
	}
	return filter16(q.Or("b17 = 1"), way>>1)
}

func filter18(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter17(q, way>>1).Where("a18 = 1")
	}
	return filter17(q.Or("b18 = 1"), way>>1)
}

func filter19(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter18(q, way>>1).Where("a19 = 1")
	}
	return filter18(q.Or("b19 = 1"), way>>1)
}

func filter20(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter19(q, way>>1).Where("a20 = 1")
	}
	return filter19(q.Or("b20 = 1"), way>>1)
}

func filter21(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter20(q, way>>1).Where("a21 = 1")
	}
	return filter20(q.Or("b21 = 1"), way>>1)
}

func filter22(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter21(q, way>>1).Where("a22 = 1")
	}
	return filter21(q.Or("b22 = 1"), way>>1)
}

func filter23(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter22(q, way>>1).Where("a23 = 1")
	}
	return filter22(q.Or("b23 = 1"), way>>1)
}

func filter24(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter23(q, way>>1).Where("a24 = 1")
	}
	return filter23(q.Or("b24 = 1"), way>>1)
}

func filter25(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter24(q, way>>1).Where("a25 = 1")
	}
	return filter24(q.Or("b25 = 1"), way>>1)
}

func filter26(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter25(q, way>>1).Where("a26 = 1")
	}
	return filter25(q.Or("b26 = 1"), way>>1)
}

func filter27(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter26(q, way>>1).Where("a27 = 1")
	}
	return filter26(q.Or("b27 = 1"), way>>1)
}

func filter28(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter27(q, way>>1).Where("a28 = 1")
	}
	return filter27(q.Or("b28 = 1"), way>>1)
}

func filter29(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter28(q, way>>1).Where("a29 = 1")
	}
	return filter28(q.Or("b29 = 1"), way>>1)
}

func filter30(q *gorm.DB, way uint) *gorm.DB {
	if way&1 == 0 {
		return filter29(q, way>>1).Where("a30 = 1")
	}
	return filter29(q.Or("b30 = 1"), way>>1)
}

// Wrap puts 30 wrappers around an insert, which each call the one below in
// one of two ways.
func Wrap(ctx context.Context, r *Repo, way uint) error { return wrap30(ctx, r, r.left, way) }

func wrap0(ctx context.Context, a, _ *Repo, _ uint) error { return a.Insert(ctx) }

func wrap1(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap0(ctx, a, b, way>>1)
	}
	return wrap0(ctx, b, a, way>>1)
}

func wrap2(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap1(ctx, a, b, way>>1)
	}
	return wrap1(ctx, b, a, way>>1)
}

func wrap3(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap2(ctx, a, b, way>>1)
	}
	return wrap2(ctx, b, a, way>>1)
}

func wrap4(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap3(ctx, a, b, way>>1)
	}
	return wrap3(ctx, b, a, way>>1)
}

func wrap5(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap4(ctx, a, b, way>>1)
	}
	return wrap4(ctx, b, a, way>>1)
}

func wrap6(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap5(ctx, a, b, way>>1)
	}
	return wrap5(ctx, b, a, way>>1)
}

func wrap7(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap6(ctx, a, b, way>>1)
	}
	return wrap6(ctx, b, a, way>>1)
}

func wrap8(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap7(ctx, a, b, way>>1)
	}
	return wrap7(ctx, b, a, way>>1)
}

func wrap9(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap8(ctx, a, b, way>>1)
	}
	return wrap8(ctx, b, a, way>>1)
}

func wrap10(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap9(ctx, a, b, way>>1)
	}
	return wrap9(ctx, b, a, way>>1)
}

func wrap11(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap10(ctx, a, b, way>>1)
	}
	return wrap10(ctx, b, a, way>>1)
}

func wrap12(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap11(ctx, a, b, way>>1)
	}
	return wrap11(ctx, b, a, way>>1)
}

func wrap13(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap12(ctx, a, b, way>>1)
	}
	return wrap12(ctx, b, a, way>>1)
}

func wrap14(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap13(ctx, a, b, way>>1)
	}
	return wrap13(ctx, b, a, way>>1)
}

func wrap15(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap14(ctx, a, b, way>>1)
	}
	return wrap14(ctx, b, a, way>>1)
}

func wrap16(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap15(ctx, a, b, way>>1)
	}
	return wrap15(ctx, b, a, way>>1)
}

func wrap17(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap16(ctx, a, b, way>>1)
	}
	return wrap16(ctx, b, a, way>>1)
}

func wrap18(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap17(ctx, a, b, way>>1)
	}
	return wrap17(ctx, b, a, way>>1)
}

func wrap19(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap18(ctx, a, b, way>>1)
	}
	return wrap18(ctx, b, a, way>>1)
}

func wrap20(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap19(ctx, a, b, way>>1)
	}
	return wrap19(ctx, b, a, way>>1)
}

func wrap21(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap20(ctx, a, b, way>>1)
	}
	return wrap20(ctx, b, a, way>>1)
}

func wrap22(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap21(ctx, a, b, way>>1)
	}
	return wrap21(ctx, b, a, way>>1)
}

func wrap23(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap22(ctx, a, b, way>>1)
	}
	return wrap22(ctx, b, a, way>>1)
}

func wrap24(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap23(ctx, a, b, way>>1)
	}
	return wrap23(ctx, b, a, way>>1)
}

func wrap25(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap24(ctx, a, b, way>>1)
	}
	return wrap24(ctx, b, a, way>>1)
}

func wrap26(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap25(ctx, a, b, way>>1)
	}
	return wrap25(ctx, b, a, way>>1)
}

func wrap27(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap26(ctx, a, b, way>>1)
	}
	return wrap26(ctx, b, a, way>>1)
}

func wrap28(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap27(ctx, a, b, way>>1)
	}
	return wrap27(ctx, b, a, way>>1)
}

func wrap29(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap28(ctx, a, b, way>>1)
	}
	return wrap28(ctx, b, a, way>>1)
}

func wrap30(ctx context.Context, a, b *Repo, way uint) error {
	if way&1 == 0 {
		return wrap29(ctx, a, b, way>>1)
	}
	return wrap29(ctx, b, a, way>>1)
}

// Turn returns a repository whose handles are some of r's.
func Turn(r *Repo, way uint) *Repo {
	switch way % 3 {
	case 0:
		return &Repo{db: r.left.db, left: r.right, right: r.left, next: r}
	case 1:
		return &Repo{db: r.right.db, left: r.left, right: r.next, next: r.right}
	}
	return &Repo{db: r.next.db, left: r.next, right: r, next: r.left}
}

// Turned turns again and again.
func Turned(r *Repo, way uint) *Repo {
	r = Turn(r, way>>0)
	r = Turn(r, way>>1)
	r = Turn(r, way>>2)
	r = Turn(r, way>>3)
	r = Turn(r, way>>4)
	r = Turn(r, way>>5)
	r = Turn(r, way>>6)
	r = Turn(r, way>>7)
	r = Turn(r, way>>8)
	r = Turn(r, way>>9)
	r = Turn(r, way>>10)
	r = Turn(r, way>>11)
	r = Turn(r, way>>12)
	r = Turn(r, way>>13)
	r = Turn(r, way>>14)
	r = Turn(r, way>>15)
	r = Turn(r, way>>16)
	r = Turn(r, way>>17)
	r = Turn(r, way>>18)
	r = Turn(r, way>>19)
	r = Turn(r, way>>20)
	r = Turn(r, way>>21)
	r = Turn(r, way>>22)
	r = Turn(r, way>>23)
	r = Turn(r, way>>24)
	r = Turn(r, way>>25)
	r = Turn(r, way>>26)
	r = Turn(r, way>>27)
	r = Turn(r, way>>28)
	r = Turn(r, way>>29)
	return r
}
