namespace Warehouse.DialectTests;
