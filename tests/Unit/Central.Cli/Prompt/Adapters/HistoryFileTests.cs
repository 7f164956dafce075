using ChargerFirmware.Central.Cli.Prompt;
using ChargerFirmware.Central.Cli.Prompt.Adapters;

namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt.Adapters;

public sealed class HistoryFileTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private string FilePath => Path.Combine(_folder, "below", "history");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public void Lines_outlast_the_program_for_their_owner_only()
    {
        Assert.Empty(new HistoryFile(FilePath).Load().Lines);
        new HistoryFile(FilePath).Append("heartbeat");
        new HistoryFile(FilePath).Append("remote_reset");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        }

        Assert.Equal(["heartbeat", "remote_reset"], new HistoryFile(FilePath).Load().Lines);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            new HistoryFile(FilePath).Load();
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        }
    }

    [Fact]
    public void The_file_does_not_grow_for_ever()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllLines(FilePath, Enumerable.Range(0, 5000).Select(number => $"line {number}"));
        new HistoryFile(FilePath).Load();

        Assert.Equal(PromptHistory.MaxLines, File.ReadAllLines(FilePath).Length);
    }

    [Fact]
    public void One_that_cannot_be_written_is_none()
    {
        var file = new HistoryFile("/proc/none/history");
        file.Append("heartbeat");

        Assert.Empty(file.Load().Lines);
    }
}
