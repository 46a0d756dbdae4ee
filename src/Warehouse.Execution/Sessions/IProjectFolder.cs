namespace Warehouse.Execution.Sessions;

/// <summary>The project's folder, for adapters of engines that live in a file: they do not touch the disk themselves.</summary>
public interface IProjectFolder
{
    /// <summary>The full path of one that is given relative to the project's folder; a full path stays as it is.</summary>
    string FullPath(string path);

    /// <summary>Makes the folders above a file where they are missing.</summary>
    void CreateParent(string fullPath);
}
