// Every customer was mailed the orders of the last one: all had one array.

package reuseddest

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jmoiron/sqlx"
	"github.com/uptrace/bun"
	"gorm.io/gorm"
)

type Order struct {
	ID       uint
	Customer uint
	Cents    int
}

func ordersByCustomer(db *gorm.DB, customers []uint) (map[uint][]Order, error) {
	byCustomer := map[uint][]Order{}
	var orders []Order
	for _, c := range customers {
		if err := db.Where("customer = ?", c).Find(&orders).Error; err != nil { // want `orders is read into again while its array is kept: the kept rows become the new; declare it inside the loop or keep slices.Clone\(orders\)`
			return nil, err
		}
		byCustomer[c] = orders
	}
	return byCustomer, nil
}

type account struct {
	customer uint
	orders   []Order
}

func accounts(db *gorm.DB, customers []uint) []account {
	var list []account
	var orders []Order
	for _, c := range customers {
		db.Where("customer = ?", c).Find(&orders) // want `orders is read into again while its array is kept`
		list = append(list, account{customer: c, orders: orders})
	}
	return list
}

func filled(db *gorm.DB, list []account) {
	orders := make([]Order, 0, 100)
	for i := range list {
		db.Where("customer = ?", list[i].customer).Find(&orders) // want `orders is read into again while its array is kept`
		list[i].orders = orders
	}
}

func emptiedInPlace(db *gorm.DB, list []*account) {
	var orders []Order
	for _, a := range list {
		orders = orders[:0]
		db.Where("customer = ?", a.customer).Find(&orders) // want `orders is read into again while its array is kept`
		a.orders = orders
	}
}

func comparedWithOthers(db *gorm.DB, a, b uint) bool {
	var orders []Order
	db.Where("customer = ?", a).Find(&orders)
	first := orders
	db.Where("customer = ?", b).Find(&orders) // want `orders is read into again while its array is kept: .* read into a new variable`
	return slices.Equal(first, orders)
}

func keptByCallee(db *gorm.DB, customers []uint, c *cache) {
	var orders []Order
	for _, id := range customers {
		db.Where("customer = ?", id).Find(&orders) // want `orders is read into again while its array is kept`
		c.put(id, orders)
	}
}

type cache struct {
	orders map[uint][]Order
	latest []Order
}

func (c *cache) put(id uint, orders []Order) { c.orders[id] = orders }

func (c *cache) setLatest(orders []Order) { c.latest = orders }

func throughCallees(db *gorm.DB, customers []uint) [][]Order {
	var all [][]Order
	var orders []Order
	for _, id := range customers {
		load(db, id, &orders) // want `orders is read into again while its array is kept`
		all = append(all, head(orders, 3))
	}
	return all
}

func load(db *gorm.DB, customer uint, dest *[]Order) error {
	return db.Where("customer = ?", customer).Find(dest).Error
}

func head(orders []Order, n int) []Order { return orders[:min(n, len(orders))] }

func pointersKept(db *gorm.DB, customers []uint) []*Order {
	var biggest []*Order
	var orders []Order
	for _, c := range customers {
		db.Where("customer = ?", c).Order("cents DESC").Find(&orders) // want `orders is read into again while its array is kept`
		if len(orders) > 0 {
			biggest = append(biggest, &orders[0])
		}
	}
	return biggest
}

func oneStruct(db *gorm.DB) ([]*Order, error) {
	rows, err := db.Model(&Order{}).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []*Order
	var order Order
	for rows.Next() {
		if err := db.ScanRows(rows, &order); err != nil { // want `order is read into again while a pointer to it is kept: all of them lead to the row read last; declare it inside the loop`
			return nil, err
		}
		all = append(all, &order)
	}
	return all, nil
}

func declaredInside(db *gorm.DB, customers []uint) (map[uint][]Order, []*Order) {
	byCustomer := map[uint][]Order{}
	var firsts []*Order
	for _, c := range customers {
		var orders []Order
		db.Where("customer = ?", c).Find(&orders)
		byCustomer[c] = orders
		var first Order
		db.Where("customer = ?", c).Take(&first)
		firsts = append(firsts, &first)
	}
	return byCustomer, firsts
}

func resetBetween(db *gorm.DB, customers []uint) map[uint][]Order {
	byCustomer := map[uint][]Order{}
	var orders []Order
	for i, c := range customers {
		switch i % 3 {
		case 0:
			orders = nil
		case 1:
			orders = orders[:0:0]
		default:
			orders = make([]Order, 0, 10)
		}
		db.Where("customer = ?", c).Find(&orders)
		byCustomer[c] = orders
	}
	return byCustomer
}

func copied(db *gorm.DB, customers []uint) (all []Order, byCustomer map[uint][]Order, sums map[uint]int) {
	byCustomer, sums = map[uint][]Order{}, map[uint]int{}
	var orders []Order
	for _, c := range customers {
		db.Where("customer = ?", c).Find(&orders)
		all = append(all, orders...)
		byCustomer[c] = slices.Clone(orders)
		for _, o := range orders {
			sums[c] += o.Cents
		}
	}
	return all, byCustomer, sums
}

// What is kept is used up before the next is read.
func consumedInTurn(db *gorm.DB, customers []uint, send func(account)) {
	var orders []Order
	for _, c := range customers {
		db.Where("customer = ?", c).Find(&orders)
		a := account{c, orders}
		send(a)
	}
}

// The same field each time.
func latestOnly(db *gorm.DB, customers []uint, c *cache) {
	var orders []Order
	for _, id := range customers {
		db.Where("customer = ?", id).Find(&orders)
		c.setLatest(orders)
		c.latest = orders
	}
}

func pointeesAreNew(db *gorm.DB, customers []uint) []*Order {
	var all []*Order
	var orders []*Order
	for _, c := range customers {
		db.Where("customer = ?", c).Find(&orders)
		all = append(all, orders...)
	}
	return all
}

// Maps are appended.
func maps(db *gorm.DB, customers []uint) [][]map[string]any {
	var all [][]map[string]any
	var rows []map[string]any
	for _, c := range customers {
		db.Model(&Order{}).Where("customer = ?", c).Find(&rows)
		all = append(all, rows)
	}
	return all
}

// bun also overwrites what the pointers lead to.
func bunRows(ctx context.Context, db *bun.DB, customers []uint) (all []*Order, err error) {
	var orders []*Order
	for _, c := range customers {
		if err := db.NewSelect().Model(&orders).Where("customer = ?", c).Scan(ctx); err != nil { // want `orders is read into again while its rows are kept: they become the new ones, in a clone, too; declare it inside the loop`
			return nil, err
		}
		all = append(all, slices.Clone(orders)...)
	}
	return all, nil
}

func bunCopies(ctx context.Context, db *bun.DB, customers []uint) (all []Order, err error) {
	var orders []Order
	for _, c := range customers {
		if err := db.NewSelect().Model(&orders).Where("customer = ?", c).Scan(ctx); err != nil {
			return nil, err
		}
		all = append(all, orders...)
	}
	return all, nil
}

func bunShared(ctx context.Context, db *bun.DB, customers []uint) map[uint][]Order {
	byCustomer := map[uint][]Order{}
	var orders []Order
	for _, c := range customers {
		db.NewSelect().Model(&orders).Where("customer = ?", c).Scan(ctx) // want `orders is read into again while its array is kept: .* keep slices.Clone\(orders\)`
		byCustomer[c] = orders
	}
	return byCustomer
}

// A write that returns no rows reads none. known miss: with RETURNING
func bunUpdates(ctx context.Context, db *bun.DB) error {
	var orders []Order
	if err := db.NewSelect().Model(&orders).Scan(ctx); err != nil {
		return err
	}
	for _, o := range orders {
		if _, err := db.NewUpdate().Table("orders").Set("cents = ?", o.Cents+1).Where("id = ?", o.ID).Exec(ctx, &orders); err != nil {
			return err
		}
	}
	return nil
}

func sqlxRows(db *sqlx.DB, customers []uint) map[uint][]Order {
	byCustomer := map[uint][]Order{}
	var orders []Order
	for _, c := range customers {
		db.Select(&orders, "SELECT * FROM orders WHERE customer = $1", c) // want `orders is read into again while its array is kept`
		byCustomer[c] = orders
	}
	return byCustomer
}

func pgxRows(ctx context.Context, db *pgx.Conn, customers []uint) (map[uint][]Order, error) {
	byCustomer := map[uint][]Order{}
	var orders []Order
	for _, c := range customers {
		rows, err := db.Query(ctx, "SELECT * FROM orders WHERE customer = $1", c)
		if err != nil {
			return nil, err
		}
		orders, err = pgx.AppendRows(orders[:0], rows, pgx.RowToStructByName[Order]) // want `orders is read into again while its array is kept`
		if err != nil {
			return nil, err
		}
		byCustomer[c] = orders
	}
	return byCustomer, nil
}

func pgxAppended(ctx context.Context, db *pgx.Conn, customers []uint) (all []Order, err error) {
	for _, c := range customers {
		rows, err := db.Query(ctx, "SELECT * FROM orders WHERE customer = $1", c)
		if err != nil {
			return nil, err
		}
		if all, err = pgx.AppendRows(all, rows, pgx.RowToStructByName[Order]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func inTransactions(db *gorm.DB, customers []uint) map[uint][]Order {
	byCustomer := map[uint][]Order{}
	var orders []Order
	for _, c := range customers {
		db.Transaction(func(tx *gorm.DB) error { // want `orders is read into again while its array is kept`
			return tx.Where("customer = ?", c).Find(&orders).Error
		})
		byCustomer[c] = orders
	}
	return byCustomer
}

func keptInTransactions(db *gorm.DB, customers []uint) [][]Order {
	var all [][]Order
	var orders []Order
	for _, c := range customers {
		inTx(db, func(tx *gorm.DB) error { // want `orders is read into again while its array is kept`
			err := tx.Where("customer = ?", c).Find(&orders).Error
			all = append(all, orders)
			return err
		})
	}
	return all
}

func inTx(db *gorm.DB, fn func(tx *gorm.DB) error) error { return db.Transaction(fn) }

func declaredInTransactions(db *gorm.DB, customers []uint) [][]Order {
	var all [][]Order
	for _, c := range customers {
		var orders []Order
		inTx(db, func(tx *gorm.DB) error {
			return tx.Where("customer = ?", c).Find(&orders).Error
		})
		all = append(all, orders)
	}
	return all
}

func summedInTransactions(db *gorm.DB, customers []uint) (sums []int, all []Order) {
	var orders []Order
	for _, c := range customers {
		inTx(db, func(tx *gorm.DB) error {
			err := tx.Where("customer = ?", c).Find(&orders).Error
			for _, o := range orders {
				sums = append(sums, o.Cents)
			}
			all = append(all, orders...)
			return err
		})
	}
	return sums, all
}

// known miss: a goroutine of each iteration reads into the same slice
func inGoroutines(db *gorm.DB, customers []uint) {
	var orders []Order
	for _, c := range customers {
		go db.Where("customer = ?", c).Find(&orders)
	}
}
