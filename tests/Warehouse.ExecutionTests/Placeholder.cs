namespace Warehouse.ExecutionTests;
