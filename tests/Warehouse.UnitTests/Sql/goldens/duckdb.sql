-- Set before it runs:
--   SET VARIABLE batch_id = …;    VARCHAR
--   SET VARIABLE batch_at = …;    TIMESTAMP

-- A schema.
CREATE SCHEMA IF NOT EXISTS raw;

-- Another schema.
CREATE SCHEMA IF NOT EXISTS mart;

-- A table of texts, with names that need quotes.
CREATE TABLE IF NOT EXISTS raw.order_lines (
    "order" VARCHAR,
    "Line No" VARCHAR,
    quantity VARCHAR,
    price VARCHAR,
    weight VARCHAR,
    is_gift VARCHAR,
    ordered_on VARCHAR,
    ordered_at VARCHAR,
    at_time VARCHAR,
    token VARCHAR,
    extra VARCHAR,
    digest VARCHAR,
    customer_id VARCHAR
);

-- A dimension's table.
CREATE TABLE IF NOT EXISTS mart.dim_customer (
    customer_key BIGINT NOT NULL,
    customer_id VARCHAR NOT NULL,
    segment VARCHAR,
    country VARCHAR,
    credit DECIMAL(18, 2),
    valid_from TIMESTAMP NOT NULL,
    valid_to TIMESTAMP NOT NULL,
    is_current BOOLEAN NOT NULL,
    changed_by VARCHAR,
    PRIMARY KEY (customer_key),
    UNIQUE (customer_id, valid_from)
);
COMMENT ON TABLE mart.dim_customer IS 'One row per version of a customer.';
COMMENT ON COLUMN mart.dim_customer.customer_key IS 'The surrogate key, one a version.';
COMMENT ON COLUMN mart.dim_customer.customer_id IS 'The customer''s number in O''Brien''s CRM.';

-- A column of every type.
CREATE TABLE IF NOT EXISTS mart.every_type (
    a_text VARCHAR,
    a_short_text VARCHAR,
    an_integer BIGINT,
    a_decimal DECIMAL(7, 2),
    a_wide_decimal DECIMAL(38, 12),
    a_float DOUBLE,
    a_boolean BOOLEAN,
    a_date DATE,
    a_timestamp TIMESTAMP,
    a_time TIME,
    a_uuid UUID,
    a_json JSON,
    some_bytes BLOB
);

-- A table divided by the months of a calendar's keys.
CREATE TABLE IF NOT EXISTS mart.by_month (
    day_key BIGINT NOT NULL,
    n BIGINT NOT NULL,
    UNIQUE (n)
);

-- A table divided by a date.
CREATE TABLE IF NOT EXISTS mart.by_date (
    day DATE,
    kind VARCHAR
);

-- A requested index.
CREATE INDEX IF NOT EXISTS by_date_by_kind ON mart.by_date (kind);

-- Constants of every type.
INSERT INTO mart.dim_customer (
    customer_key,
    customer_id,
    segment,
    country,
    credit,
    valid_from,
    valid_to,
    is_current,
    changed_by
)
SELECT
    -1 AS customer_key,
    'It''s \ unknown' AS customer_id,
    CAST(NULL AS VARCHAR) AS segment,
    'Møre' AS country,
    1250.5 AS credit,
    TIMESTAMP '1900-01-01 00:00:00' AS valid_from,
    TIMESTAMP '9999-12-31 00:00:00' AS valid_to,
    TRUE AS is_current,
    CAST(NULL AS VARCHAR) AS changed_by
UNION ALL
SELECT
    -2 AS customer_key,
    'not applicable
at all' AS customer_id,
    CAST(NULL AS VARCHAR) AS segment,
    '[a_%]' AS country,
    1250.5 AS credit,
    TIMESTAMP '1900-01-01 00:00:00' AS valid_from,
    TIMESTAMP '9999-12-31 00:00:00' AS valid_to,
    TRUE AS is_current,
    CAST(NULL AS VARCHAR) AS changed_by
UNION ALL
SELECT
    1 AS customer_key,
    'C-1' AS customer_id,
    CAST(NULL AS VARCHAR) AS segment,
    'NO' AS country,
    1250.5 AS credit,
    TIMESTAMP '1900-01-01 00:00:00' AS valid_from,
    TIMESTAMP '9999-12-31 00:00:00' AS valid_to,
    TRUE AS is_current,
    CAST(NULL AS VARCHAR) AS changed_by;

-- Constants of the types that are left.
SELECT
    0.1e0 AS a_float,
    -1e300 AS a_large_float,
    DATE '2024-02-29' AS a_date,
    (-9223372036854775807 - 1) AS least,
    9223372036854775807 AS greatest,
    -12.50 AS a_decimal,
    0.123456789012 AS a_fine_decimal,
    FALSE AS a_boolean;

-- Text converted to every type, and the row kept as JSON.
CREATE TABLE mart.staged_lines AS
SELECT
    l.customer_id,
    CAST(_warehouse.to_text(l."order", 20) AS VARCHAR) AS "order",
    _warehouse.to_integer(l."Line No") AS line_no,
    l.quantity AS quantity_text,
    TRY_CAST(_warehouse.decimal_text(l.price) AS DECIMAL(18, 2)) AS price,
    _warehouse.to_float(l.weight) AS weight,
    _warehouse.to_boolean(l.is_gift) AS is_gift,
    _warehouse.to_date(l.ordered_on) AS ordered_on,
    _warehouse.to_timestamp(l.ordered_at) AS ordered_at,
    _warehouse.to_time(l.at_time) AS at_time,
    _warehouse.to_uuid(l.token) AS token,
    _warehouse.to_json(l.extra) AS extra,
    _warehouse.to_bytes(l.digest) AS digest,
    json_object('order', l."order", 'Line No', l."Line No", 'quantity', l.quantity) AS payload,
    CAST(getvariable('batch_id') AS VARCHAR) AS batch_id
FROM raw.order_lines AS l
WHERE coalesce(l.customer_id, '') IS NOT NULL;

-- Begin.
BEGIN TRANSACTION;

-- Which members changed, in one join.
CREATE OR REPLACE TEMP TABLE changed AS
WITH source_now AS (
    SELECT s.customer_id, s."order" AS segment, s.quantity_text AS country
    FROM mart.staged_lines AS s
)
SELECT
    s.customer_id,
    s.segment,
    s.country,
    d.customer_key AS old_key,
    CASE
        WHEN d.customer_key IS NULL THEN 'new'
        WHEN s.customer_id IS NULL THEN 'gone'
        ELSE 'changed'
    END AS kind,
    s.customer_id IS NULL AS is_gone
FROM source_now AS s
FULL JOIN (
    SELECT c.customer_key, c.customer_id, c.segment, c.country
    FROM mart.dim_customer AS c
    WHERE c.is_current
) AS d
    ON d.customer_id = s.customer_id
WHERE d.customer_id IS NULL
    OR s.customer_id IS NULL
    OR (s.segment, s.country) IS DISTINCT FROM (d.segment, d.country);

-- Close the current versions.
UPDATE mart.dim_customer AS d
SET
    valid_to = CAST(getvariable('batch_at') AS TIMESTAMP),
    is_current = FALSE,
    changed_by = CAST(getvariable('batch_id') AS VARCHAR)
FROM changed AS c
JOIN mart.staged_lines AS s
    ON s.customer_id = c.customer_id
WHERE d.customer_key = c.old_key AND d.is_current;

-- Update without another table.
UPDATE mart.dim_customer AS d
SET country = 'unknown'
WHERE d.country IS NULL;

-- Members without a version.
DELETE FROM mart.dim_customer AS d
WHERE NOT EXISTS (SELECT 1 AS one FROM changed AS c WHERE c.old_key = d.customer_key)
    AND d.customer_key > 100;

-- Open new versions, numbered without a gap.
INSERT INTO mart.dim_customer (customer_key, customer_id, segment, valid_from, valid_to, is_current)
WITH numbered AS (
    SELECT c.customer_id, c.segment, row_number() OVER (ORDER BY c.customer_id) AS number
    FROM changed AS c
    WHERE NOT c.kind = 'gone'
)
SELECT
    coalesce((SELECT max(k.customer_key) AS top FROM mart.dim_customer AS k), 0)
        + n.number AS customer_key,
    n.customer_id,
    n.segment,
    CAST(getvariable('batch_at') AS TIMESTAMP) AS valid_from,
    TIMESTAMP '9999-12-31 00:00:00' AS valid_to,
    TRUE AS is_current
FROM numbered AS n;

-- At most one current row a member.
SELECT CASE
    WHEN EXISTS (
        WITH current_rows AS (
            SELECT d.customer_id
            FROM mart.dim_customer AS d
            WHERE d.is_current
        )
        SELECT r.customer_id
        FROM current_rows AS r
        GROUP BY r.customer_id
        HAVING count(*) > 1
    ) THEN error('WH5101: `dim_customer` has two current rows of a member: it isn''t $$ a history')
END;

-- Commit.
COMMIT;

-- Windows of every kind.
SELECT
    row_number() OVER (PARTITION BY d.customer_id ORDER BY d.valid_from) AS number,
    row_number() OVER () AS any_number,
    rank() OVER (
        PARTITION BY d.customer_id
        ORDER BY d.segment DESC, d.valid_from NULLS FIRST
    ) AS place,
    dense_rank() OVER (PARTITION BY d.customer_id ORDER BY d.valid_from) AS dense_place,
    lag(d.segment, 1) OVER (PARTITION BY d.customer_id ORDER BY d.valid_from) AS segment_before,
    lead(d.valid_from) OVER (PARTITION BY d.customer_id ORDER BY d.valid_from) AS next_from,
    first_value(d.segment) OVER (
        PARTITION BY d.customer_id
        ORDER BY d.valid_from
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS first_segment,
    last_value(d.segment) OVER (
        PARTITION BY d.customer_id
        ORDER BY d.valid_from
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS last_segment,
    sum(d.credit) OVER (
        PARTITION BY d.customer_id
        ORDER BY d.valid_from
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS credit_so_far,
    count(*) OVER (PARTITION BY d.customer_id) AS versions
FROM mart.dim_customer AS d;

-- Aggregates of every kind.
SELECT
    d.country,
    count(*) AS versions,
    count(DISTINCT d.customer_id) AS members,
    sum(d.credit) AS credit,
    min(d.segment) AS first_segment,
    max(d.valid_from) AS latest
FROM mart.dim_customer AS d
GROUP BY d.country
ORDER BY d.country, count(*) DESC NULLS FIRST
LIMIT 10;

-- Countries, each once.
SELECT DISTINCT d.country
FROM mart.dim_customer AS d;

-- Operators of every kind.
SELECT
    (d.customer_key + 1) * (d.customer_key - (2 - -3)) AS arithmetic,
    CAST(d.customer_key AS DOUBLE) / nullif(d.customer_key - 1, 0) AS quotient,
    (d.customer_key * 7) % 3 AS remainder,
    -(-d.credit) AS twice_negated,
    d.customer_id || '/' || CAST(d.customer_key + 1 AS VARCHAR) AS label,
    CAST(d.credit AS DECIMAL(18, 1)) AS rounded,
    d.credit <= 5 AS is_small,
    CASE WHEN d.segment IN ('a', 'b') THEN TRUE END AS is_listed
FROM mart.dim_customer AS d
WHERE (
    d.country LIKE '[a\_%'
    AND d.segment NOT LIKE d.country || '%'
    AND (d.customer_key <> 3 OR d.is_current)
)
    OR d.credit IS NOT DISTINCT FROM CAST(NULL AS DECIMAL(18, 2))
    OR (d.segment, d.country) IS NOT DISTINCT FROM (d.country, d.segment)
    OR NOT d.customer_key NOT IN (1, 2)
    OR d.segment < d.country
    OR d.is_current = (d.customer_key >= 0)
    OR FALSE
    OR NOT d.is_current;

-- The last version of each member, without a subquery where the dialect has the word.
SELECT d.customer_id, d.segment
FROM mart.dim_customer AS d
QUALIFY row_number() OVER (PARTITION BY d.customer_id ORDER BY d.valid_from DESC) = 1
ORDER BY d.customer_id;

-- Subqueries, and every join.
SELECT d.customer_id, o.customer_key AS other_key, x.one
FROM mart.dim_customer AS d
JOIN mart.dim_customer AS o
    ON o.customer_id = d.customer_id AND o.customer_key = d.customer_key
LEFT JOIN mart.every_type
    ON every_type.an_integer = d.customer_key
CROSS JOIN (
    SELECT 1 AS one
    UNION ALL
    SELECT 2 AS one
) AS x
WHERE EXISTS (
    WITH inner_rows AS (
        SELECT t.customer_key
        FROM mart.dim_customer AS t
        ORDER BY t.customer_key
    )
    SELECT 1 AS one
    FROM inner_rows
    WHERE inner_rows.customer_key = d.customer_key
);

-- A view of the current rows.
CREATE OR REPLACE VIEW mart.dim_customer_current AS
SELECT d.customer_key, d.customer_id
FROM mart.dim_customer AS d
WHERE d.is_current;
COMMENT ON VIEW mart.dim_customer_current IS 'Customers as they are now.';

-- A view that is gone.
DROP VIEW IF EXISTS mart.dim_customer_current;

-- A query of the user's own.
CREATE TABLE mart.of_the_user AS
select 1 as one -- just one
;

-- A query of constants with a condition.
SELECT 1 AS one
WHERE CAST(getvariable('batch_id') AS VARCHAR) = 'x';

-- What staging left.
DROP TABLE IF EXISTS mart.staged_lines;

-- A temporary table.
DROP TABLE IF EXISTS changed;
