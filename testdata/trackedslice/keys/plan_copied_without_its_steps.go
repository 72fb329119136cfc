// A plan was copied by setting its ID to 0: its steps, which kept theirs, moved to the copy.

package keys

import "gorm.io/gorm"

type Plan struct {
	ID    int64
	Name  string
	Steps []Step
}

type Step struct {
	ID     int64
	PlanID int64
	Text   string
}

func copyPlanKey(db *gorm.DB, id int64) error {
	var plan Plan
	if err := db.Preload("Steps").First(&plan, id).Error; err != nil {
		return err
	}
	plan.ID = 0 // want `key`
	return db.Create(&plan).Error
}

func copyAllKeys(db *gorm.DB, id int64) error {
	var plan Plan
	if err := db.Preload("Steps").First(&plan, id).Error; err != nil {
		return err
	}
	plan.ID = 0
	for i := range plan.Steps {
		plan.Steps[i].ID = 0
	}
	return db.Create(&plan).Error
}

func copyWithNewSteps(db *gorm.DB, id int64) error {
	var plan Plan
	if err := db.Preload("Steps").First(&plan, id).Error; err != nil {
		return err
	}
	steps := make([]Step, 0, len(plan.Steps))
	for _, step := range plan.Steps {
		steps = append(steps, Step{Text: step.Text})
	}
	plan.ID = 0
	plan.Steps = steps
	return db.Create(&plan).Error
}

func copyAlone(db *gorm.DB, id int64) error {
	var plan Plan
	if err := db.First(&plan, id).Error; err != nil {
		return err
	}
	plan.ID = 0
	return db.Create(&plan).Error
}

func copyOmitting(db *gorm.DB, id int64) error {
	var plan Plan
	if err := db.Preload("Steps").First(&plan, id).Error; err != nil {
		return err
	}
	plan.ID = 0
	return db.Omit("Steps").Create(&plan).Error
}

func hideKeysThenSave(db *gorm.DB, id int64) error {
	var plan Plan
	if err := db.Preload("Steps").First(&plan, id).Error; err != nil {
		return err
	}
	for i := range plan.Steps {
		plan.Steps[i].ID = 0 // want `key`
	}
	plan.Name = "shown"
	return db.Save(&plan).Error
}

func hideKeysOfCopies(db *gorm.DB, id int64) ([]Step, error) {
	var plan Plan
	if err := db.Preload("Steps").First(&plan, id).Error; err != nil {
		return nil, err
	}
	var shown []Step
	for _, step := range plan.Steps {
		step.ID = 0
		shown = append(shown, step)
	}
	return shown, db.Save(&plan).Error
}

func saveThenHideKeys(db *gorm.DB, id int64) (*Plan, error) {
	var plan Plan
	if err := db.Preload("Steps").First(&plan, id).Error; err != nil {
		return nil, err
	}
	if err := db.Save(&plan).Error; err != nil {
		return nil, err
	}
	for i := range plan.Steps {
		plan.Steps[i].ID = 0
	}
	return &plan, nil
}

func newPlan(db *gorm.DB, request *Plan) error {
	request.ID = 0
	return db.Create(request).Error
}
