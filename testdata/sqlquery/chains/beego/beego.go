// Package beego builds queries with beego's ORM.
package beego

import (
	"time"

	"github.com/beego/beego/v2/client/orm"
)

type User struct {
	Id        int
	ExpiresAt time.Time
}

func find(o orm.Ormer, ttl time.Time, ids []int, name string) {
	var us []User
	o.QueryTable(new(User)).Filter("expires_at__lt", ttl).Filter("name", name).OrderBy("-id").Limit(3).All(&us) // query: SELECT User WHERE (expires_at < ttl AND name = name) ORDER id desc LIMIT 3
	o.QueryTable("user").Filter("profile__age__gte", 18).Exclude("id__in", ids).Delete()                        // query: DELETE user WHERE (profile.age >= 18 AND id NOT IN [ids])
	o.QueryTable("user").Filter("deleted_at__isnull", true).Update(orm.Params{"name": name})                    // query: UPDATE user SET name = name WHERE deleted_at IS NULL
	cond := orm.NewCondition().And("a__lt", ttl).Or("b__gt", 1)
	qs := o.QueryTable("user").SetCond(cond)
	if name != "" {
		qs = qs.Filter("name", name)
	}
	qs.All(&us)                                                                                   // query: SELECT user WHERE ((a < ttl OR b > 1) AND name = name?)
	o.QueryTable("user").SetCond(orm.NewCondition().AndCond(cond).AndNot("c__exact", 1)).All(&us) // query: SELECT user WHERE ((a < ttl OR b > 1) AND c <> 1)
}
