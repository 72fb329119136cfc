// A plan was copied by setting its ID to 0: its steps, which kept theirs, moved to the copy.

package trackedslice

import (
	"context"

	"gorm.io/gorm"
)

// A Plan has steps.
type Plan struct {
	ID    int64
	Name  string
	Steps []Step
}

// A Step belongs to a plan.
type Step struct {
	ID     int64
	PlanID int64
	Text   string
}

// Plans copies plans.
type Plans struct {
	db *gorm.DB
}

// CopyPlanKey gives only the plan a new key.
func (p *Plans) CopyPlanKey(ctx context.Context, id int64) error {
	var plan Plan
	if err := p.db.WithContext(ctx).Preload("Steps").First(&plan, id).Error; err != nil {
		return err
	}
	plan.ID = 0
	plan.Name += " (copy)"
	return p.db.WithContext(ctx).Create(&plan).Error
}

// CopyAllKeys gives the steps new keys, too.
func (p *Plans) CopyAllKeys(ctx context.Context, id int64) error {
	var plan Plan
	if err := p.db.WithContext(ctx).Preload("Steps").First(&plan, id).Error; err != nil {
		return err
	}
	plan.ID = 0
	plan.Name += " (copy)"
	for i := range plan.Steps {
		plan.Steps[i].ID = 0
	}
	return p.db.WithContext(ctx).Create(&plan).Error
}

// RenameHidingKeys hides the keys of the steps from whoever sees the plan.
func (p *Plans) RenameHidingKeys(ctx context.Context, id int64, name string) (*Plan, error) {
	var plan Plan
	if err := p.db.WithContext(ctx).Preload("Steps").First(&plan, id).Error; err != nil {
		return nil, err
	}
	for i := range plan.Steps {
		plan.Steps[i].ID = 0
	}
	plan.Name = name
	return &plan, p.db.WithContext(ctx).Save(&plan).Error
}

// RenameFirst saves before it hides the keys.
func (p *Plans) RenameFirst(ctx context.Context, id int64, name string) (*Plan, error) {
	var plan Plan
	if err := p.db.WithContext(ctx).Preload("Steps").First(&plan, id).Error; err != nil {
		return nil, err
	}
	plan.Name = name
	if err := p.db.WithContext(ctx).Save(&plan).Error; err != nil {
		return nil, err
	}
	for i := range plan.Steps {
		plan.Steps[i].ID = 0
	}
	return &plan, nil
}
