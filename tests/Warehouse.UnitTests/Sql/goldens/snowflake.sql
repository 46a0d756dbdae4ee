-- Set before it runs:
--   SET batch_id = …;    VARCHAR
--   SET batch_at = …;    TIMESTAMP_NTZ(6)

-- A schema.
CREATE SCHEMA IF NOT EXISTS raw;

-- Another schema.
CREATE SCHEMA IF NOT EXISTS mart;

-- A table of texts, with names that need quotes.
CREATE TABLE IF NOT EXISTS raw.order_lines (
    "ORDER" VARCHAR,
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
    customer_key BIGINT NOT NULL COMMENT 'The surrogate key, one a version.',
    customer_id VARCHAR NOT NULL COMMENT 'The customer''s number in O''Brien''s CRM.',
    segment VARCHAR(20),
    country VARCHAR,
    credit NUMBER(18, 2),
    valid_from TIMESTAMP_NTZ(6) NOT NULL,
    valid_to TIMESTAMP_NTZ(6) NOT NULL,
    is_current BOOLEAN NOT NULL,
    changed_by VARCHAR,
    PRIMARY KEY (customer_key),
    UNIQUE (customer_id, valid_from)
)
CLUSTER BY (customer_id)
COMMENT = 'One row per version of a customer.';

-- A column of every type.
CREATE TABLE IF NOT EXISTS mart.every_type (
    a_text VARCHAR,
    a_short_text VARCHAR(3),
    an_integer BIGINT,
    a_decimal NUMBER(7, 2),
    a_wide_decimal NUMBER(38, 12),
    a_float FLOAT,
    a_boolean BOOLEAN,
    a_date DATE,
    a_timestamp TIMESTAMP_NTZ(6),
    a_time TIME,
    a_uuid VARCHAR(36),
    a_json VARIANT,
    some_bytes BINARY
);

-- A table divided by the months of a calendar's keys.
CREATE TABLE IF NOT EXISTS mart.by_month (
    day_key BIGINT NOT NULL,
    n BIGINT NOT NULL,
    UNIQUE (n)
)
CLUSTER BY (day_key, n);

-- A table divided by a date.
CREATE TABLE IF NOT EXISTS mart.by_date (
    day DATE,
    kind VARCHAR
)
CLUSTER BY (day, kind);

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
    'It''s \\ unknown' AS customer_id,
    CAST(NULL AS VARCHAR(20)) AS segment,
    'Møre' AS country,
    1250.5 AS credit,
    CAST('1900-01-01 00:00:00' AS TIMESTAMP_NTZ(6)) AS valid_from,
    CAST('9999-12-31 00:00:00' AS TIMESTAMP_NTZ(6)) AS valid_to,
    TRUE AS is_current,
    CAST(NULL AS VARCHAR) AS changed_by
UNION ALL
SELECT
    -2 AS customer_key,
    'not applicable\nat all' AS customer_id,
    CAST(NULL AS VARCHAR(20)) AS segment,
    '[a_%]' AS country,
    1250.5 AS credit,
    CAST('1900-01-01 00:00:00' AS TIMESTAMP_NTZ(6)) AS valid_from,
    CAST('9999-12-31 00:00:00' AS TIMESTAMP_NTZ(6)) AS valid_to,
    TRUE AS is_current,
    CAST(NULL AS VARCHAR) AS changed_by
UNION ALL
SELECT
    1 AS customer_key,
    'C-1' AS customer_id,
    CAST(NULL AS VARCHAR(20)) AS segment,
    'NO' AS country,
    1250.5 AS credit,
    CAST('1900-01-01 00:00:00' AS TIMESTAMP_NTZ(6)) AS valid_from,
    CAST('9999-12-31 00:00:00' AS TIMESTAMP_NTZ(6)) AS valid_to,
    TRUE AS is_current,
    CAST(NULL AS VARCHAR) AS changed_by;

-- Constants of the types that are left.
SELECT
    CAST(0.1e0 AS FLOAT) AS a_float,
    CAST(-1e300 AS FLOAT) AS a_large_float,
    DATE '2024-02-29' AS a_date,
    (-9223372036854775807 - 1) AS least,
    9223372036854775807 AS greatest,
    -12.50 AS a_decimal,
    0.123456789012 AS a_fine_decimal,
    FALSE AS a_boolean;

-- Text converted to every type, and the row kept as JSON.
CREATE TRANSIENT TABLE mart.staged_lines AS
SELECT
    l.customer_id,
    CASE WHEN LENGTH(l."ORDER") <= 20 THEN l."ORDER" END AS "ORDER",
    CASE
        WHEN REGEXP_LIKE(TRIM(l."Line No", ' \t\n\r\f\x0b'), '^([+-]?[0-9]{1,100})$')
            AND TRY_CAST(TRIM(l."Line No", ' \t\n\r\f\x0b') AS NUMBER(38, 0)) BETWEEN -9223372036854775808 AND 9223372036854775807
            THEN TRY_CAST(TRIM(l."Line No", ' \t\n\r\f\x0b') AS NUMBER(38, 0))
    END AS line_no,
    l.quantity AS quantity_text,
    CASE
        WHEN REGEXP_LIKE(
            TRIM(l.price, ' \t\n\r\f\x0b'),
            '^([+-]?([0-9]{1,50}([.][0-9]{0,50})?|[.][0-9]{1,50}))$'
        )
            THEN TRY_CAST(TRIM(l.price, ' \t\n\r\f\x0b') AS NUMBER(18, 2))
    END AS price,
    CASE
        WHEN REGEXP_LIKE(
            TRIM(l.weight, ' \t\n\r\f\x0b'),
            '^([+-]?([0-9]{1,50}([.][0-9]{0,50})?|[.][0-9]{1,50})([eE][+-]?[0-9]{1,3})?)$'
        )
            AND ABS(TRY_CAST(TRIM(l.weight, ' \t\n\r\f\x0b') AS FLOAT))
                <= CAST(1.7976931348623157e308 AS FLOAT)
            THEN TRY_CAST(TRIM(l.weight, ' \t\n\r\f\x0b') AS FLOAT)
    END AS weight,
    CASE
        WHEN LOWER(TRIM(l.is_gift, ' \t\n\r\f\x0b')) IN ('true', 't', 'yes', 'y', '1') THEN TRUE
        WHEN LOWER(TRIM(l.is_gift, ' \t\n\r\f\x0b')) IN ('false', 'f', 'no', 'n', '0') THEN FALSE
    END AS is_gift,
    CASE
        WHEN REGEXP_LIKE(
            TRIM(l.ordered_on, ' \t\n\r\f\x0b'),
            '^(([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)-[0-9]{2}-[0-9]{2})$'
        )
            THEN TRY_CAST(TRIM(l.ordered_on, ' \t\n\r\f\x0b') AS DATE)
    END AS ordered_on,
    CASE
        WHEN REGEXP_LIKE(
            TRIM(l.ordered_at, ' \t\n\r\f\x0b'),
            '^(([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)-[0-9]{2}-[0-9]{2}([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?)?)$'
        )
            THEN TRY_CAST(REGEXP_REPLACE(
                TRIM(l.ordered_at, ' \t\n\r\f\x0b'),
                '([.][0-9]{6})[0-9]+',
                '\\1'
            ) AS TIMESTAMP_NTZ(6))
        WHEN REGEXP_LIKE(
            TRIM(l.ordered_at, ' \t\n\r\f\x0b'),
            '^(([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)-[0-9]{2}-[0-9]{2}[ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?(Z|[+-]((0[0-9]|1[0-3])(:[0-5][0-9])?|14(:00)?)))$'
        )
            AND CAST(CONVERT_TIMEZONE(
                'UTC',
                TRY_CAST(REGEXP_REPLACE(
                    REGEXP_REPLACE(
                        TRIM(l.ordered_at, ' \t\n\r\f\x0b'),
                        '([.][0-9]{6})[0-9]+',
                        '\\1'
                    ),
                    '([ T][0-9]{2}:[0-9]{2})(Z|[+-].*)$',
                    '\\1:00\\2'
                ) AS TIMESTAMP_TZ)
            ) AS TIMESTAMP_NTZ(6))
                >= CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ(6))
            AND CAST(CONVERT_TIMEZONE(
                'UTC',
                TRY_CAST(REGEXP_REPLACE(
                    REGEXP_REPLACE(
                        TRIM(l.ordered_at, ' \t\n\r\f\x0b'),
                        '([.][0-9]{6})[0-9]+',
                        '\\1'
                    ),
                    '([ T][0-9]{2}:[0-9]{2})(Z|[+-].*)$',
                    '\\1:00\\2'
                ) AS TIMESTAMP_TZ)
            ) AS TIMESTAMP_NTZ(6))
                <= CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ(6))
            THEN CAST(CONVERT_TIMEZONE(
                'UTC',
                TRY_CAST(REGEXP_REPLACE(
                    REGEXP_REPLACE(
                        TRIM(l.ordered_at, ' \t\n\r\f\x0b'),
                        '([.][0-9]{6})[0-9]+',
                        '\\1'
                    ),
                    '([ T][0-9]{2}:[0-9]{2})(Z|[+-].*)$',
                    '\\1:00\\2'
                ) AS TIMESTAMP_TZ)
            ) AS TIMESTAMP_NTZ(6))
    END AS ordered_at,
    CASE
        WHEN REGEXP_LIKE(
            TRIM(l.at_time, ' \t\n\r\f\x0b'),
            '^(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?)$'
        )
            THEN TRY_CAST(REGEXP_REPLACE(
                TRIM(l.at_time, ' \t\n\r\f\x0b'),
                '([.][0-9]{6})[0-9]+',
                '\\1'
            ) AS TIME)
    END AS at_time,
    CASE
        WHEN REGEXP_LIKE(
            TRIM(l.token, ' \t\n\r\f\x0b'),
            '^([0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$'
        )
            THEN LOWER(TRIM(l.token, ' \t\n\r\f\x0b'))
    END AS token,
    TRY_PARSE_JSON(TRIM(l.extra, ' \t\n\r\f\x0b')) AS extra,
    CASE
        WHEN REGEXP_LIKE(TRIM(l.digest, ' \t\n\r\f\x0b'), '^(([0-9A-Fa-f]{2})+)$')
            THEN HEX_DECODE_BINARY(TRIM(l.digest, ' \t\n\r\f\x0b'))
    END AS digest,
    TO_VARIANT(
        OBJECT_CONSTRUCT_KEEP_NULL(
            'order',
            l."ORDER",
            'Line No',
            l."Line No",
            'quantity',
            l.quantity
        )
    ) AS payload,
    CAST($batch_id AS VARCHAR) AS batch_id
FROM raw.order_lines AS l
WHERE COALESCE(l.customer_id, '') IS NOT NULL;

-- Begin.
BEGIN TRANSACTION;

-- Which members changed, in one join.
CREATE OR REPLACE TEMPORARY TABLE changed AS
WITH source_now AS (
    SELECT s.customer_id, s."ORDER" AS segment, s.quantity_text AS country
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
    OR s.segment IS DISTINCT FROM d.segment
    OR s.country IS DISTINCT FROM d.country;

-- Close the current versions.
UPDATE mart.dim_customer AS d
SET
    valid_to = CAST($batch_at AS TIMESTAMP_NTZ(6)),
    is_current = FALSE,
    changed_by = CAST($batch_id AS VARCHAR)
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
    SELECT c.customer_id, c.segment, ROW_NUMBER() OVER (ORDER BY c.customer_id) AS number
    FROM changed AS c
    WHERE NOT c.kind = 'gone'
)
SELECT
    COALESCE((SELECT MAX(k.customer_key) AS top FROM mart.dim_customer AS k), 0)
        + n.number AS customer_key,
    n.customer_id,
    n.segment,
    CAST($batch_at AS TIMESTAMP_NTZ(6)) AS valid_from,
    CAST('9999-12-31 00:00:00' AS TIMESTAMP_NTZ(6)) AS valid_to,
    TRUE AS is_current
FROM numbered AS n;

-- At most one current row a member.
DECLARE
    violated EXCEPTION (-20001, 'WH5101: `dim_customer` has two current rows of a member: it isn''t $$ a history');
BEGIN
    IF (EXISTS (
        WITH current_rows AS (
            SELECT d.customer_id
            FROM mart.dim_customer AS d
            WHERE d.is_current
        )
        SELECT r.customer_id
        FROM current_rows AS r
        GROUP BY r.customer_id
        HAVING COUNT(*) > 1
    )) THEN
        RAISE violated;
    END IF;
END;

-- Commit.
COMMIT;

-- Windows of every kind.
SELECT
    ROW_NUMBER() OVER (PARTITION BY d.customer_id ORDER BY d.valid_from) AS number,
    ROW_NUMBER() OVER () AS any_number,
    RANK() OVER (
        PARTITION BY d.customer_id
        ORDER BY d.segment DESC NULLS LAST, d.valid_from NULLS FIRST
    ) AS place,
    DENSE_RANK() OVER (PARTITION BY d.customer_id ORDER BY d.valid_from) AS dense_place,
    LAG(d.segment, 1) OVER (PARTITION BY d.customer_id ORDER BY d.valid_from) AS segment_before,
    LEAD(d.valid_from) OVER (PARTITION BY d.customer_id ORDER BY d.valid_from) AS next_from,
    FIRST_VALUE(d.segment) OVER (
        PARTITION BY d.customer_id
        ORDER BY d.valid_from
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS first_segment,
    LAST_VALUE(d.segment) OVER (
        PARTITION BY d.customer_id
        ORDER BY d.valid_from
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS last_segment,
    SUM(d.credit) OVER (
        PARTITION BY d.customer_id
        ORDER BY d.valid_from
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS credit_so_far,
    COUNT(*) OVER (PARTITION BY d.customer_id) AS versions
FROM mart.dim_customer AS d;

-- Aggregates of every kind.
SELECT
    d.country,
    COUNT(*) AS versions,
    COUNT(DISTINCT d.customer_id) AS members,
    SUM(d.credit) AS credit,
    MIN(d.segment) AS first_segment,
    MAX(d.valid_from) AS latest
FROM mart.dim_customer AS d
GROUP BY d.country
ORDER BY d.country, COUNT(*) DESC
LIMIT 10;

-- Countries, each once.
SELECT DISTINCT d.country
FROM mart.dim_customer AS d;

-- Operators of every kind.
SELECT
    (d.customer_key + 1) * (d.customer_key - (2 - -3)) AS arithmetic,
    CAST(d.customer_key AS FLOAT) / NULLIF(d.customer_key - 1, 0) AS quotient,
    (d.customer_key * 7) % 3 AS remainder,
    -(-d.credit) AS twice_negated,
    d.customer_id || '/' || CAST(d.customer_key + 1 AS VARCHAR) AS label,
    CAST(d.credit AS NUMBER(18, 1)) AS rounded,
    d.credit <= 5 AS is_small,
    CASE WHEN d.segment IN ('a', 'b') THEN TRUE END AS is_listed
FROM mart.dim_customer AS d
WHERE (
    d.country LIKE '[a\\_%'
    AND d.segment NOT LIKE d.country || '%'
    AND (d.customer_key <> 3 OR d.is_current)
)
    OR d.credit IS NOT DISTINCT FROM CAST(NULL AS NUMBER(18, 2))
    OR (d.segment IS NOT DISTINCT FROM d.country AND d.country IS NOT DISTINCT FROM d.segment)
    OR NOT d.customer_key NOT IN (1, 2)
    OR d.segment < d.country
    OR d.is_current = (d.customer_key >= 0)
    OR FALSE
    OR NOT d.is_current;

-- The last version of each member, without a subquery where the dialect has the word.
SELECT d.customer_id, d.segment
FROM mart.dim_customer AS d
QUALIFY ROW_NUMBER() OVER (PARTITION BY d.customer_id ORDER BY d.valid_from DESC NULLS LAST) = 1
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
CREATE OR REPLACE VIEW mart.dim_customer_current COPY GRANTS COMMENT = 'Customers as they are now.' AS
SELECT d.customer_key, d.customer_id
FROM mart.dim_customer AS d
WHERE d.is_current;

-- A view that is gone.
DROP VIEW IF EXISTS mart.dim_customer_current;

-- A query of the user's own.
CREATE TABLE mart.of_the_user AS
select 1 as one -- just one
;

-- A query of constants with a condition.
SELECT 1 AS one
WHERE CAST($batch_id AS VARCHAR) = 'x';

-- What staging left.
DROP TABLE IF EXISTS mart.staged_lines;

-- A temporary table.
DROP TABLE IF EXISTS changed;
