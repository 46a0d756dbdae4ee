SET XACT_ABORT, NOCOUNT ON;
-- Give the values here:
DECLARE @batch_id nvarchar(max) = NULL;
DECLARE @batch_at datetime2(6) = NULL;

-- A schema.
IF SCHEMA_ID(N'raw') IS NULL
    EXEC(N'CREATE SCHEMA raw');

-- Another schema.
IF SCHEMA_ID(N'mart') IS NULL
    EXEC(N'CREATE SCHEMA mart');

-- A table of texts, with names that need quotes.
IF OBJECT_ID(N'raw.order_lines') IS NULL
BEGIN
    CREATE TABLE raw.order_lines (
        [order] nvarchar(max),
        [Line No] nvarchar(max),
        quantity nvarchar(max),
        price nvarchar(max),
        weight nvarchar(max),
        is_gift nvarchar(max),
        ordered_on nvarchar(max),
        ordered_at nvarchar(max),
        at_time nvarchar(max),
        token nvarchar(max),
        extra nvarchar(max),
        digest nvarchar(max),
        customer_id nvarchar(max)
    );
END;

-- A dimension's table.
IF OBJECT_ID(N'mart.dim_customer') IS NULL
BEGIN
    CREATE TABLE mart.dim_customer (
        customer_key bigint NOT NULL,
        customer_id nvarchar(450) NOT NULL,
        segment nvarchar(20),
        country nvarchar(max),
        credit decimal(18, 2),
        valid_from datetime2(6) NOT NULL,
        valid_to datetime2(6) NOT NULL,
        is_current bit NOT NULL,
        changed_by nvarchar(max),
        PRIMARY KEY (customer_key),
        UNIQUE (customer_id, valid_from)
    );
    EXEC sys.sp_addextendedproperty
        N'MS_Description',
        N'One row per version of a customer.',
        N'SCHEMA',
        N'mart',
        N'TABLE',
        N'dim_customer';
    EXEC sys.sp_addextendedproperty
        N'MS_Description',
        N'The surrogate key, one a version.',
        N'SCHEMA',
        N'mart',
        N'TABLE',
        N'dim_customer',
        N'COLUMN',
        N'customer_key';
    EXEC sys.sp_addextendedproperty
        N'MS_Description',
        N'The customer''s number in O''Brien''s CRM.',
        N'SCHEMA',
        N'mart',
        N'TABLE',
        N'dim_customer',
        N'COLUMN',
        N'customer_id';
END;

-- A column of every type.
IF OBJECT_ID(N'mart.every_type') IS NULL
BEGIN
    CREATE TABLE mart.every_type (
        a_text nvarchar(max),
        a_short_text nvarchar(3),
        an_integer bigint,
        a_decimal decimal(7, 2),
        a_wide_decimal decimal(38, 12),
        a_float float,
        a_boolean bit,
        a_date date,
        a_timestamp datetime2(6),
        a_time time(6),
        a_uuid uniqueidentifier,
        a_json nvarchar(max),
        some_bytes varbinary(max)
    );
END;

-- A table divided by the months of a calendar's keys.
IF OBJECT_ID(N'mart.by_month') IS NULL
BEGIN
    CREATE TABLE mart.by_month (
        day_key bigint NOT NULL,
        n bigint NOT NULL,
        UNIQUE (n)
    );
END;

-- A table divided by a date.
IF OBJECT_ID(N'mart.by_date') IS NULL
BEGIN
    CREATE TABLE mart.by_date (
        day date,
        kind nvarchar(450)
    );
END;

-- A requested index.
IF INDEXPROPERTY(OBJECT_ID(N'mart.by_date'), N'by_date_by_kind', 'IndexID') IS NULL
    CREATE INDEX by_date_by_kind ON mart.by_date (kind);

-- An index.
IF INDEXPROPERTY(OBJECT_ID(N'mart.dim_customer'), N'dim_customer_country', 'IndexID') IS NULL
    CREATE INDEX dim_customer_country ON mart.dim_customer (country, segment);

-- A unique index.
IF INDEXPROPERTY(OBJECT_ID(N'mart.dim_customer'), N'dim_customer_credit', 'IndexID') IS NULL
    CREATE UNIQUE INDEX dim_customer_credit ON mart.dim_customer (credit, customer_key);

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
    N'It''s \ unknown' AS customer_id,
    CAST(NULL AS nvarchar(20)) AS segment,
    N'Møre' AS country,
    1250.5 AS credit,
    CAST('1900-01-01T00:00:00' AS datetime2(6)) AS valid_from,
    CAST('9999-12-31T00:00:00' AS datetime2(6)) AS valid_to,
    CAST(1 AS bit) AS is_current,
    CAST(NULL AS nvarchar(max)) AS changed_by
UNION ALL
SELECT
    -2 AS customer_key,
    N'not applicable
at all' AS customer_id,
    CAST(NULL AS nvarchar(20)) AS segment,
    N'[a_%]' AS country,
    1250.5 AS credit,
    CAST('1900-01-01T00:00:00' AS datetime2(6)) AS valid_from,
    CAST('9999-12-31T00:00:00' AS datetime2(6)) AS valid_to,
    CAST(1 AS bit) AS is_current,
    CAST(NULL AS nvarchar(max)) AS changed_by
UNION ALL
SELECT
    1 AS customer_key,
    N'C-1' AS customer_id,
    CAST(NULL AS nvarchar(20)) AS segment,
    N'NO' AS country,
    1250.5 AS credit,
    CAST('1900-01-01T00:00:00' AS datetime2(6)) AS valid_from,
    CAST('9999-12-31T00:00:00' AS datetime2(6)) AS valid_to,
    CAST(1 AS bit) AS is_current,
    CAST(NULL AS nvarchar(max)) AS changed_by;

-- Constants of the types that are left.
SELECT
    0.1e0 AS a_float,
    -1e300 AS a_large_float,
    CAST('2024-02-29' AS date) AS a_date,
    (-9223372036854775807 - 1) AS least,
    9223372036854775807 AS greatest,
    -12.50 AS a_decimal,
    0.123456789012 AS a_fine_decimal,
    CAST(0 AS bit) AS a_boolean;

-- Text converted to every type, and the row kept as JSON.
SELECT
    l.customer_id,
    CAST(_warehouse.to_text(l.[order], 20) AS nvarchar(20)) AS [order],
    _warehouse.to_integer(l.[Line No]) AS line_no,
    l.quantity AS quantity_text,
    TRY_CONVERT(decimal(18, 2), _warehouse.decimal_text(l.price)) AS price,
    _warehouse.to_float(l.weight) AS weight,
    _warehouse.to_boolean(l.is_gift) AS is_gift,
    _warehouse.to_date(l.ordered_on) AS ordered_on,
    _warehouse.to_timestamp(l.ordered_at) AS ordered_at,
    _warehouse.to_time(l.at_time) AS at_time,
    _warehouse.to_uuid(l.token) AS token,
    _warehouse.to_json(l.extra) AS extra,
    _warehouse.to_bytes(l.digest) AS digest,
    (SELECT
        l.[order],
        l.[Line No],
        l.quantity
        FOR JSON PATH, INCLUDE_NULL_VALUES, WITHOUT_ARRAY_WRAPPER) AS payload,
    @batch_id AS batch_id
INTO mart.staged_lines
FROM raw.order_lines AS l
WHERE COALESCE(l.customer_id, N'') IS NOT NULL;

-- Begin.
BEGIN TRANSACTION;

-- Which members changed, in one join.
WITH source_now AS (
    SELECT s.customer_id, s.[order] AS segment, s.quantity_text AS country
    FROM mart.staged_lines AS s
)
SELECT
    s.customer_id,
    s.segment,
    s.country,
    d.customer_key AS old_key,
    CASE
        WHEN d.customer_key IS NULL THEN N'new'
        WHEN s.customer_id IS NULL THEN N'gone'
        ELSE N'changed'
    END AS kind,
    CAST(CASE WHEN s.customer_id IS NULL THEN 1 ELSE 0 END AS bit) AS is_gone
INTO #changed
FROM source_now AS s
FULL JOIN (
    SELECT c.customer_key, c.customer_id, c.segment, c.country
    FROM mart.dim_customer AS c
    WHERE c.is_current = 1
) AS d
    ON d.customer_id = s.customer_id
WHERE d.customer_id IS NULL
    OR s.customer_id IS NULL
    OR EXISTS (SELECT s.segment, s.country EXCEPT SELECT d.segment, d.country);

-- Close the current versions.
UPDATE d
SET valid_to = @batch_at, is_current = CAST(0 AS bit), changed_by = @batch_id
FROM mart.dim_customer AS d
CROSS JOIN #changed AS c
JOIN mart.staged_lines AS s
    ON s.customer_id = c.customer_id
WHERE d.customer_key = c.old_key AND d.is_current = 1;

-- Update without another table.
UPDATE d
SET country = N'unknown'
FROM mart.dim_customer AS d
WHERE d.country IS NULL;

-- Members without a version.
DELETE d
FROM mart.dim_customer AS d
WHERE NOT EXISTS (SELECT 1 AS one FROM #changed AS c WHERE c.old_key = d.customer_key)
    AND d.customer_key > 100;

-- Open new versions, numbered without a gap.
WITH numbered AS (
    SELECT
        c.customer_id,
        c.segment,
        ROW_NUMBER() OVER (
            ORDER BY
                CASE WHEN c.customer_id IS NULL THEN 1 ELSE 0 END,
                c.customer_id COLLATE Latin1_General_100_BIN2
        ) AS number
    FROM #changed AS c
    WHERE NOT c.kind = N'gone'
)
INSERT INTO mart.dim_customer (customer_key, customer_id, segment, valid_from, valid_to, is_current)
SELECT
    COALESCE((SELECT MAX(k.customer_key) AS [top] FROM mart.dim_customer AS k), 0)
        + n.number AS customer_key,
    n.customer_id,
    n.segment,
    @batch_at AS valid_from,
    CAST('9999-12-31T00:00:00' AS datetime2(6)) AS valid_to,
    CAST(1 AS bit) AS is_current
FROM numbered AS n;

-- At most one current row a member.
IF EXISTS (
    SELECT r.customer_id
    FROM (SELECT d.customer_id FROM mart.dim_customer AS d WHERE d.is_current = 1) AS r
    GROUP BY r.customer_id
    HAVING COUNT_BIG(*) > 1
)
    THROW 50001, N'WH5101: `dim_customer` has two current rows of a member: it isn''t $$ a history', 1;

-- Commit.
COMMIT TRANSACTION;

-- Windows of every kind.
SELECT
    ROW_NUMBER() OVER (
        PARTITION BY d.customer_id
        ORDER BY CASE WHEN d.valid_from IS NULL THEN 1 ELSE 0 END, d.valid_from
    ) AS number,
    ROW_NUMBER() OVER (ORDER BY (SELECT NULL)) AS any_number,
    RANK() OVER (
        PARTITION BY d.customer_id
        ORDER BY d.segment COLLATE Latin1_General_100_BIN2 DESC, d.valid_from
    ) AS place,
    DENSE_RANK() OVER (
        PARTITION BY d.customer_id
        ORDER BY CASE WHEN d.valid_from IS NULL THEN 1 ELSE 0 END, d.valid_from
    ) AS dense_place,
    LAG(d.segment, 1) OVER (
        PARTITION BY d.customer_id
        ORDER BY CASE WHEN d.valid_from IS NULL THEN 1 ELSE 0 END, d.valid_from
    ) AS segment_before,
    LEAD(d.valid_from) OVER (
        PARTITION BY d.customer_id
        ORDER BY CASE WHEN d.valid_from IS NULL THEN 1 ELSE 0 END, d.valid_from
    ) AS next_from,
    FIRST_VALUE(d.segment) OVER (
        PARTITION BY d.customer_id
        ORDER BY CASE WHEN d.valid_from IS NULL THEN 1 ELSE 0 END, d.valid_from
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS first_segment,
    LAST_VALUE(d.segment) OVER (
        PARTITION BY d.customer_id
        ORDER BY CASE WHEN d.valid_from IS NULL THEN 1 ELSE 0 END, d.valid_from
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS last_segment,
    SUM(d.credit) OVER (
        PARTITION BY d.customer_id
        ORDER BY CASE WHEN d.valid_from IS NULL THEN 1 ELSE 0 END, d.valid_from
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS credit_so_far,
    COUNT_BIG(*) OVER (PARTITION BY d.customer_id) AS versions
FROM mart.dim_customer AS d;

-- Aggregates of every kind.
SELECT TOP (10)
    d.country,
    COUNT_BIG(*) AS versions,
    COUNT_BIG(DISTINCT d.customer_id) AS members,
    SUM(d.credit) AS credit,
    MIN(d.segment COLLATE Latin1_General_100_BIN2) AS first_segment,
    MAX(d.valid_from) AS latest
FROM mart.dim_customer AS d
GROUP BY d.country
ORDER BY
    CASE WHEN d.country IS NULL THEN 1 ELSE 0 END,
    d.country COLLATE Latin1_General_100_BIN2,
    CASE WHEN COUNT_BIG(*) IS NULL THEN 0 ELSE 1 END,
    COUNT_BIG(*) DESC;

-- Countries, each once.
SELECT DISTINCT d.country
FROM mart.dim_customer AS d;

-- Operators of every kind.
SELECT
    (d.customer_key + 1) * (d.customer_key - (2 - -3)) AS arithmetic,
    CAST(d.customer_key AS float) / NULLIF(d.customer_key - 1, 0) AS quotient,
    (d.customer_key * 7) % 3 AS remainder,
    -(-d.credit) AS twice_negated,
    d.customer_id + N'/' + CAST(d.customer_key + 1 AS nvarchar(max)) AS label,
    CAST(d.credit AS decimal(18, 1)) AS rounded,
    CAST(CASE WHEN d.credit <= 5 THEN 1 WHEN NOT d.credit <= 5 THEN 0 END AS bit) AS is_small,
    CASE WHEN d.segment IN (N'a', N'b') THEN CAST(1 AS bit) END AS is_listed
FROM mart.dim_customer AS d
WHERE (
    d.country LIKE N'[[]a\_%'
    AND d.segment NOT LIKE REPLACE(d.country + N'%', N'[', N'[[]')
    AND (d.customer_key <> 3 OR d.is_current = 1)
)
    OR NOT EXISTS (SELECT d.credit EXCEPT SELECT CAST(NULL AS decimal(18, 2)))
    OR NOT EXISTS (SELECT d.segment, d.country EXCEPT SELECT d.country, d.segment)
    OR NOT d.customer_key NOT IN (1, 2)
    OR d.segment COLLATE Latin1_General_100_BIN2 < d.country COLLATE Latin1_General_100_BIN2
    OR d.is_current
        = CAST(CASE WHEN d.customer_key >= 0 THEN 1 WHEN NOT d.customer_key >= 0 THEN 0 END AS bit)
    OR 0 = 1
    OR NOT d.is_current = 1;

-- The last version of each member, without a subquery where the dialect has the word.
SELECT ranked.customer_id, ranked.segment
FROM (
    SELECT
        d.customer_id,
        d.segment,
        ROW_NUMBER() OVER (PARTITION BY d.customer_id ORDER BY d.valid_from DESC) AS _qualify_1
    FROM mart.dim_customer AS d
) AS ranked
WHERE ranked._qualify_1 = 1
ORDER BY
    CASE WHEN ranked.customer_id IS NULL THEN 1 ELSE 0 END,
    ranked.customer_id COLLATE Latin1_General_100_BIN2;

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
    SELECT 1 AS one
    FROM (SELECT t.customer_key FROM mart.dim_customer AS t) AS inner_rows
    WHERE inner_rows.customer_key = d.customer_key
);

-- A view of the current rows.
EXEC(N'
-- Customers as they are now.
CREATE OR ALTER VIEW mart.dim_customer_current AS
SELECT d.customer_key, d.customer_id
FROM mart.dim_customer AS d
WHERE d.is_current = 1
');

-- A view that is gone.
DROP VIEW IF EXISTS mart.dim_customer_current;

-- A query of the user's own.
SELECT given.*
INTO mart.of_the_user
FROM (
    select 1 as one -- just one
) AS given;

-- A query of constants with a condition.
SELECT 1 AS one
WHERE @batch_id = N'x';

-- What staging left.
DROP TABLE IF EXISTS mart.staged_lines;

-- A temporary table.
DROP TABLE IF EXISTS #changed;
