using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Transfers.Adapters;

namespace ChargerFirmware.Tests.Unit.Transfers.Adapters;

/// <summary>A real program, which notes how it was called.</summary>
public sealed class CommandInstallerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("installer").FullName;

    private string Notes => Path.Combine(_folder, "calls");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_is_asked_what_runs_and_given_what_to_do()
    {
        var installer = await CommandInstaller.StartAsync(Program("trial 7"), Path.Combine(_folder, "images"));

        await installer.InstallAsync(8);
        var before = (installer.Judge(7), installer.Judge(8));
        await installer.ConfirmAsync(7);
        await installer.RollBackAsync(8);

        Assert.Equal((FirmwareBoot.OnTrial, FirmwareBoot.Other), before);
        Assert.Equal(FirmwareBoot.Confirmed, installer.Judge(7));
        Assert.Equal(
            ["boot", $"install 8 {Path.Combine(_folder, "images", "image.part")}", "confirm 7", "rollback 8"],
            await File.ReadAllLinesAsync(Notes, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Its_last_line_is_the_reason_of_a_failure()
    {
        var installer = await CommandInstaller.StartAsync(Program("other", "case $1 in install) echo first >&2; echo wrong model >&2; exit 3;; esac"), _folder);

        var refusal = await Assert.ThrowsAsync<FirmwareException>(() => installer.InstallAsync(1));

        Assert.Equal("install ended with 3: wrong model", refusal.Message);
    }

    [Theory]
    [InlineData("perhaps")]
    [InlineData("trial seven")]
    public async Task What_it_says_of_what_runs_has_to_be_clear(string answer)
    {
        await Assert.ThrowsAsync<FirmwareException>(() => CommandInstaller.StartAsync(Program(answer), _folder));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var refusal = await Assert.ThrowsAsync<FirmwareException>(() => CommandInstaller.StartAsync(Path.Combine(_folder, "none"), _folder));

        Assert.Contains("none cannot be started", refusal.Message, StringComparison.Ordinal);
    }

    private string Program(string boot, string more = "")
    {
        var path = Path.Combine(_folder, "installer.sh");
        File.WriteAllText(path, $"#!/bin/sh\necho \"$*\" >> {Notes}\n{more}\ncase $1 in boot) echo {boot};; esac\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
