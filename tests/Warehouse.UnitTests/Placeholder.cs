namespace Warehouse.UnitTests;
