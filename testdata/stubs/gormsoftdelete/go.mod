module gorm.io/plugin/soft_delete

go 1.26.0
