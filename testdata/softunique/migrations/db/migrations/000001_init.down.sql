DROP TABLE links;
DROP TABLE labels;
DROP TABLE states;
