using Warehouse.SampleData;

// Rewrites models/retail/data of the repository that this is run in.
var root = new DirectoryInfo(Directory.GetCurrentDirectory());
while (root is not null && !File.Exists(Path.Combine(root.FullName, "Warehouse.sln"))) root = root.Parent;
if (root is null)
{
    Console.Error.WriteLine("No Warehouse.sln here or above: run this inside the repository.");
    return 2;
}

var project = Path.Combine(root.FullName, "models", "retail");
var data = Path.Combine(project, "data");
if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
Directory.CreateDirectory(data);
var files = RetailData.Generate();
foreach (var file in files) File.WriteAllBytes(Path.Combine(project, file.Path), file.Bytes);
Console.WriteLine($"{files.Count} files, {files.Sum(f => (long)f.Bytes.Length)} bytes");
return 0;
