CREATE TABLE `drawers` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `deleted_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `drawers_name` (`name`,`deleted_at`) -- want "unique \\(name, deleted_at\\) of drawers binds no live row: NULLs are distinct; .*generated column"
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE `chests` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `deleted_at` datetime DEFAULT NULL,
  `live` tinyint(1) GENERATED ALWAYS AS (if((`deleted_at` is null),1,NULL)) VIRTUAL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `chests_name` (`name`,`live`)
) ENGINE=InnoDB;

-- A functional key, as MySQL 8 has it.
CREATE TABLE `trunks` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `deleted_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `trunks_name` (`name`,(if(`deleted_at` is null,1,null)))
) ENGINE=InnoDB;

CREATE TABLE `bins` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  PRIMARY KEY (`id`),
  UNIQUE KEY `bins_name` (`name`) -- want "unique \\(name\\) of bins blocks re-creation"
) ENGINE=InnoDB;

CREATE TABLE `sacks` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `deleted_at` bigint unsigned NOT NULL DEFAULT '0',
  PRIMARY KEY (`id`),
  UNIQUE KEY `sacks_name` (`name`,`deleted_at`)
) ENGINE=InnoDB;
