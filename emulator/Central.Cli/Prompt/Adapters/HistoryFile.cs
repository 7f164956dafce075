using System.Text;

namespace ChargerFirmware.Central.Cli.Prompt.Adapters;

/// <summary>
/// The history on disk, below the user's data folder, for its owner only. It is a comfort: one that cannot be read or written is none.
/// </summary>
internal sealed class HistoryFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode = OwnerOnly | UnixFileMode.UserExecute;

    // Twice what is kept, of long lines: more has somebody else written.
    private const long MaxBytes = 4 * 1024 * 1024;

    public static string DefaultPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "ChargerFirmware",
        "central-history");

    /// <summary>What was typed before; a file that has grown too long is cut.</summary>
    public PromptHistory Load()
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > MaxBytes)
            {
                file.Delete();
                return new PromptHistory([]);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }

            var lines = File.ReadAllLines(path);
            var history = new PromptHistory(lines);
            if (lines.Length > 2 * PromptHistory.MaxLines)
            {
                Write(history.Lines, FileMode.Create);
            }

            return history;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new PromptHistory([]);
        }
    }

    /// <summary>Adds a line at the end.</summary>
    public void Append(string line)
    {
        try
        {
            Write([line], FileMode.Append);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // It is remembered until the program ends.
        }
    }

    private void Write(IEnumerable<string> lines, FileMode mode)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, FolderMode);
            options.UnixCreateMode = OwnerOnly;
        }

        using var writer = new StreamWriter(path, new UTF8Encoding(false), options);
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    }
}
