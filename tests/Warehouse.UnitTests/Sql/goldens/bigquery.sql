-- Run with bq query --use_legacy_sql=false, which gives the values:
--   --parameter=batch_id:STRING:…
--   --parameter=batch_at:TIMESTAMP:…

-- A schema.
CREATE SCHEMA IF NOT EXISTS raw;

-- Another schema.
CREATE SCHEMA IF NOT EXISTS mart;

-- A table of texts, with names that need quotes.
CREATE TABLE IF NOT EXISTS raw.order_lines (
    `order` STRING,
    `Line No` STRING,
    quantity STRING,
    price STRING,
    weight STRING,
    is_gift STRING,
    ordered_on STRING,
    ordered_at STRING,
    at_time STRING,
    token STRING,
    extra STRING,
    digest STRING,
    customer_id STRING
);

-- A dimension's table.
CREATE TABLE IF NOT EXISTS mart.dim_customer (
    customer_key INT64 NOT NULL OPTIONS (description = 'The surrogate key, one a version.'),
    customer_id STRING NOT NULL OPTIONS (description = 'The customer\'s number in O\'Brien\'s CRM.'),
    segment STRING(20),
    country STRING,
    credit NUMERIC(18, 2),
    valid_from TIMESTAMP NOT NULL,
    valid_to TIMESTAMP NOT NULL,
    is_current BOOL NOT NULL,
    changed_by STRING,
    PRIMARY KEY (customer_key) NOT ENFORCED
)
CLUSTER BY customer_id
OPTIONS (description = 'One row per version of a customer.');

-- A column of every type.
CREATE TABLE IF NOT EXISTS mart.every_type (
    a_text STRING,
    a_short_text STRING(3),
    an_integer INT64,
    a_decimal NUMERIC(7, 2),
    a_wide_decimal BIGNUMERIC(38, 12),
    a_float FLOAT64,
    a_boolean BOOL,
    a_date DATE,
    a_timestamp TIMESTAMP,
    a_time TIME,
    a_uuid STRING,
    a_json STRING,
    some_bytes BYTES
);

-- A table divided by the months of a calendar's keys.
CREATE TABLE IF NOT EXISTS mart.by_month (
    day_key INT64 NOT NULL,
    n INT64 NOT NULL
)
PARTITION BY RANGE_BUCKET(day_key, GENERATE_ARRAY(20240100, 20250200, 100))
CLUSTER BY n, day_key;

-- A table divided by a date.
CREATE TABLE IF NOT EXISTS mart.by_date (
    day DATE,
    kind STRING
)
PARTITION BY day
CLUSTER BY kind;

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
    'It\'s \\ unknown' AS customer_id,
    CAST(NULL AS STRING) AS segment,
    'Møre' AS country,
    NUMERIC '1250.5' AS credit,
    TIMESTAMP '1900-01-01 00:00:00+00' AS valid_from,
    TIMESTAMP '9999-12-31 00:00:00+00' AS valid_to,
    TRUE AS is_current,
    CAST(NULL AS STRING) AS changed_by
UNION ALL
SELECT
    -2 AS customer_key,
    'not applicable\nat all' AS customer_id,
    CAST(NULL AS STRING) AS segment,
    '[a_%]' AS country,
    NUMERIC '1250.5' AS credit,
    TIMESTAMP '1900-01-01 00:00:00+00' AS valid_from,
    TIMESTAMP '9999-12-31 00:00:00+00' AS valid_to,
    TRUE AS is_current,
    CAST(NULL AS STRING) AS changed_by
UNION ALL
SELECT
    1 AS customer_key,
    'C-1' AS customer_id,
    CAST(NULL AS STRING) AS segment,
    'NO' AS country,
    NUMERIC '1250.5' AS credit,
    TIMESTAMP '1900-01-01 00:00:00+00' AS valid_from,
    TIMESTAMP '9999-12-31 00:00:00+00' AS valid_to,
    TRUE AS is_current,
    CAST(NULL AS STRING) AS changed_by;

-- Constants of the types that are left.
SELECT
    0.1e0 AS a_float,
    -1e300 AS a_large_float,
    DATE '2024-02-29' AS a_date,
    (-9223372036854775807 - 1) AS least,
    9223372036854775807 AS greatest,
    NUMERIC '-12.50' AS a_decimal,
    BIGNUMERIC '0.123456789012' AS a_fine_decimal,
    FALSE AS a_boolean;

-- Text converted to every type, and the row kept as JSON.
CREATE TABLE mart.staged_lines AS
SELECT
    l.customer_id,
    CASE WHEN CHAR_LENGTH(l.`order`) <= 20 THEN l.`order` END AS `order`,
    CASE
        WHEN REGEXP_CONTAINS(TRIM(l.`Line No`, ' \t\n\r\f\v'), '^([+-]?[0-9]{1,100})$')
            THEN SAFE_CAST(TRIM(l.`Line No`, ' \t\n\r\f\v') AS INT64)
    END AS line_no,
    l.quantity AS quantity_text,
    CASE
        WHEN REGEXP_CONTAINS(
            TRIM(l.price, ' \t\n\r\f\v'),
            '^([+-]?([0-9]{1,50}([.][0-9]{0,50})?|[.][0-9]{1,50}))$'
        )
            AND ABS(ROUND(SAFE_CAST(TRIM(l.price, ' \t\n\r\f\v') AS BIGNUMERIC), 2))
                < BIGNUMERIC '10000000000000000'
            THEN CAST(ROUND(SAFE_CAST(TRIM(l.price, ' \t\n\r\f\v') AS BIGNUMERIC), 2) AS NUMERIC)
    END AS price,
    CASE
        WHEN REGEXP_CONTAINS(
            TRIM(l.weight, ' \t\n\r\f\v'),
            '^([+-]?([0-9]{1,50}([.][0-9]{0,50})?|[.][0-9]{1,50})([eE][+-]?[0-9]{1,3})?)$'
        )
            AND NOT IS_INF(SAFE_CAST(TRIM(l.weight, ' \t\n\r\f\v') AS FLOAT64))
            THEN SAFE_CAST(TRIM(l.weight, ' \t\n\r\f\v') AS FLOAT64)
    END AS weight,
    CASE
        WHEN LOWER(TRIM(l.is_gift, ' \t\n\r\f\v')) IN ('true', 't', 'yes', 'y', '1') THEN TRUE
        WHEN LOWER(TRIM(l.is_gift, ' \t\n\r\f\v')) IN ('false', 'f', 'no', 'n', '0') THEN FALSE
    END AS is_gift,
    CASE
        WHEN REGEXP_CONTAINS(
            TRIM(l.ordered_on, ' \t\n\r\f\v'),
            '^(([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)-[0-9]{2}-[0-9]{2})$'
        )
            THEN SAFE_CAST(TRIM(l.ordered_on, ' \t\n\r\f\v') AS DATE)
    END AS ordered_on,
    CASE
        WHEN REGEXP_CONTAINS(
            TRIM(l.ordered_at, ' \t\n\r\f\v'),
            '^(([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)-[0-9]{2}-[0-9]{2}([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?)?)$'
        )
            THEN SAFE.TIMESTAMP(
                REGEXP_REPLACE(
                    REGEXP_REPLACE(TRIM(l.ordered_at, ' \t\n\r\f\v'), '([.][0-9]{6})[0-9]+', '\\1'),
                    '((^|[ T])[0-9]{2}:[0-9]{2})(Z|[+-].*)?$',
                    '\\1:00\\3'
                ),
                'UTC'
            )
        WHEN REGEXP_CONTAINS(
            TRIM(l.ordered_at, ' \t\n\r\f\v'),
            '^(([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)-[0-9]{2}-[0-9]{2}[ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?(Z|[+-]((0[0-9]|1[0-3])(:[0-5][0-9])?|14(:00)?)))$'
        )
            THEN SAFE.TIMESTAMP(
                REGEXP_REPLACE(
                    REGEXP_REPLACE(TRIM(l.ordered_at, ' \t\n\r\f\v'), '([.][0-9]{6})[0-9]+', '\\1'),
                    '((^|[ T])[0-9]{2}:[0-9]{2})(Z|[+-].*)?$',
                    '\\1:00\\3'
                )
            )
    END AS ordered_at,
    CASE
        WHEN REGEXP_CONTAINS(
            TRIM(l.at_time, ' \t\n\r\f\v'),
            '^(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?)$'
        )
            THEN SAFE_CAST(REGEXP_REPLACE(
                REGEXP_REPLACE(TRIM(l.at_time, ' \t\n\r\f\v'), '([.][0-9]{6})[0-9]+', '\\1'),
                '((^|[ T])[0-9]{2}:[0-9]{2})(Z|[+-].*)?$',
                '\\1:00\\3'
            ) AS TIME)
    END AS at_time,
    CASE
        WHEN REGEXP_CONTAINS(
            TRIM(l.token, ' \t\n\r\f\v'),
            '^([0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$'
        )
            THEN LOWER(TRIM(l.token, ' \t\n\r\f\v'))
    END AS token,
    CASE
        WHEN SAFE.PARSE_JSON(l.extra) IS NOT NULL
            AND NOT REGEXP_CONTAINS(l.extra, '(^|[^\\\\])(\\\\\\\\)*\\\\u0000')
            THEN TRIM(l.extra, ' \t\n\r\f\v')
    END AS extra,
    CASE
        WHEN REGEXP_CONTAINS(TRIM(l.digest, ' \t\n\r\f\v'), '^(([0-9A-Fa-f]{2})+)$')
            THEN FROM_HEX(TRIM(l.digest, ' \t\n\r\f\v'))
    END AS digest,
    TO_JSON_STRING(STRUCT(l.`order`, l.`Line No`, l.quantity)) AS payload,
    @batch_id AS batch_id
FROM raw.order_lines AS l
WHERE COALESCE(l.customer_id, '') IS NOT NULL;

-- Begin.
BEGIN TRANSACTION;

-- Which members changed, in one join.
CREATE OR REPLACE TEMP TABLE changed AS
WITH source_now AS (
    SELECT s.customer_id, s.`order` AS segment, s.quantity_text AS country
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
UPDATE mart.dim_customer AS row_d
SET valid_to = @batch_at, is_current = FALSE, changed_by = @batch_id
FROM changed AS c
JOIN mart.staged_lines AS s
    ON s.customer_id = c.customer_id
WHERE row_d.customer_key = c.old_key AND row_d.is_current;

-- Update without another table.
UPDATE mart.dim_customer AS row_d
SET country = 'unknown'
WHERE row_d.country IS NULL;

-- Members without a version.
DELETE FROM mart.dim_customer AS row_d
WHERE NOT EXISTS (SELECT 1 AS one FROM changed AS c WHERE c.old_key = row_d.customer_key)
    AND row_d.customer_key > 100;

-- Open new versions, numbered without a gap.
INSERT INTO mart.dim_customer (customer_key, customer_id, segment, valid_from, valid_to, is_current)
WITH numbered AS (
    SELECT c.customer_id, c.segment, ROW_NUMBER() OVER (ORDER BY c.customer_id NULLS LAST) AS number
    FROM changed AS c
    WHERE NOT c.kind = 'gone'
)
SELECT
    COALESCE((SELECT MAX(k.customer_key) AS top FROM mart.dim_customer AS k), 0)
        + n.number AS customer_key,
    n.customer_id,
    n.segment,
    @batch_at AS valid_from,
    TIMESTAMP '9999-12-31 00:00:00+00' AS valid_to,
    TRUE AS is_current
FROM numbered AS n;

-- At most one current row a member.
ASSERT NOT EXISTS (
    WITH current_rows AS (
        SELECT d.customer_id
        FROM mart.dim_customer AS d
        WHERE d.is_current
    )
    SELECT r.customer_id
    FROM current_rows AS r
    GROUP BY r.customer_id
    HAVING COUNT(*) > 1
) AS 'WH5101: `dim_customer` has two current rows of a member: it isn\'t $$ a history';

-- Commit.
COMMIT TRANSACTION;

-- Windows of every kind.
SELECT
    ROW_NUMBER() OVER (PARTITION BY d.customer_id ORDER BY d.valid_from NULLS LAST) AS number,
    ROW_NUMBER() OVER () AS any_number,
    RANK() OVER (PARTITION BY d.customer_id ORDER BY d.segment DESC, d.valid_from) AS place,
    DENSE_RANK() OVER (PARTITION BY d.customer_id ORDER BY d.valid_from NULLS LAST) AS dense_place,
    LAG(d.segment, 1) OVER (
        PARTITION BY d.customer_id
        ORDER BY d.valid_from NULLS LAST
    ) AS segment_before,
    LEAD(d.valid_from) OVER (
        PARTITION BY d.customer_id
        ORDER BY d.valid_from NULLS LAST
    ) AS next_from,
    FIRST_VALUE(d.segment) OVER (
        PARTITION BY d.customer_id
        ORDER BY d.valid_from NULLS LAST
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS first_segment,
    LAST_VALUE(d.segment) OVER (
        PARTITION BY d.customer_id
        ORDER BY d.valid_from NULLS LAST
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS last_segment,
    SUM(d.credit) OVER (
        PARTITION BY d.customer_id
        ORDER BY d.valid_from NULLS LAST
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
ORDER BY d.country NULLS LAST, COUNT(*) DESC NULLS FIRST
LIMIT 10;

-- Countries, each once.
SELECT DISTINCT d.country
FROM mart.dim_customer AS d;

-- Operators of every kind.
SELECT
    (d.customer_key + 1) * (d.customer_key - (2 - -3)) AS arithmetic,
    CAST(d.customer_key AS FLOAT64) / NULLIF(d.customer_key - 1, 0) AS quotient,
    MOD(d.customer_key * 7, 3) AS remainder,
    -(-d.credit) AS twice_negated,
    d.customer_id || '/' || CAST(d.customer_key + 1 AS STRING) AS label,
    ROUND(CAST(d.credit AS NUMERIC), 1) AS rounded,
    d.credit <= 5 AS is_small,
    CASE WHEN d.segment IN ('a', 'b') THEN TRUE END AS is_listed
FROM mart.dim_customer AS d
WHERE (
    d.country LIKE '[a\\\\_%'
    AND d.segment NOT LIKE REPLACE(d.country || '%', '\\', '\\\\')
    AND (d.customer_key <> 3 OR d.is_current)
)
    OR d.credit IS NOT DISTINCT FROM CAST(NULL AS NUMERIC)
    OR (d.segment, d.country) IS NOT DISTINCT FROM (d.country, d.segment)
    OR NOT d.customer_key NOT IN (1, 2)
    OR d.segment < d.country
    OR d.is_current = (d.customer_key >= 0)
    OR FALSE
    OR NOT d.is_current;

-- The last version of each member, without a subquery where the dialect has the word.
SELECT d.customer_id, d.segment
FROM mart.dim_customer AS d
QUALIFY ROW_NUMBER() OVER (PARTITION BY d.customer_id ORDER BY d.valid_from DESC) = 1
ORDER BY d.customer_id NULLS LAST;

-- Subqueries, and every join.
SELECT row_d.customer_id, o.customer_key AS other_key, x.one
FROM mart.dim_customer AS row_d
JOIN mart.dim_customer AS o
    ON o.customer_id = row_d.customer_id AND o.customer_key = row_d.customer_key
LEFT JOIN mart.every_type
    ON every_type.an_integer = row_d.customer_key
CROSS JOIN (
    SELECT 1 AS one
    UNION ALL
    SELECT 2 AS one
) AS x
WHERE EXISTS (
    WITH inner_rows AS (
        SELECT t.customer_key
        FROM mart.dim_customer AS t
        ORDER BY t.customer_key NULLS LAST
    )
    SELECT 1 AS one
    FROM inner_rows
    WHERE inner_rows.customer_key = row_d.customer_key
);

-- A view of the current rows.
CREATE OR REPLACE VIEW mart.dim_customer_current OPTIONS (description = 'Customers as they are now.') AS
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
FROM (SELECT 1 AS one) AS one_row
WHERE @batch_id = 'x';

-- What staging left.
DROP TABLE IF EXISTS mart.staged_lines;

-- A temporary table.
DROP TABLE IF EXISTS changed;
