namespace Warehouse.SampleData.Staff;

/// <summary>Someone of the retailer's own people; the head of the firm has no manager, and works in no store.</summary>
internal sealed record Employee(string Id, string FullName, string Title, string? StoreCode, string? ManagerId);
