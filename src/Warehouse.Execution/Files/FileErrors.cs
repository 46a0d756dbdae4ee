using Warehouse.Execution.Landing;

namespace Warehouse.Execution.Files;

/// <summary>What the system says of a file that cannot be opened or read, as a refusal of that file.</summary>
internal static class FileErrors
{
    private const string Help = "see to the file and its rights, then load again";

    /// <summary>Opens it, or says why not.</summary>
    /// <exception cref="LandingException">It cannot be opened.</exception>
    public static Stream Open(string name, Func<Stream> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(name, e);
        }
    }

    public static LandingException Unreadable(string name, Exception error) => new(
        ExecutionRules.FileUnreadable,
        $"`{name}` cannot be read: " + error switch
        {
            FileNotFoundException or DirectoryNotFoundException => "it is not there any more",
            UnauthorizedAccessException => "its rights do not allow it",
            _ => WithoutPath(error.Message),
        },
        Help);

    /// <summary>The system's words end in the path on this machine, which the name has said already.</summary>
    private static string WithoutPath(string message)
    {
        var path = message.IndexOf(" : '", StringComparison.Ordinal);
        return (path < 0 ? message : message[..path]).Split('\n')[0].TrimEnd();
    }
}
