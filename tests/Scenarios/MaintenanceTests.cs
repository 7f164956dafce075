using System.IO.Compression;
using System.Text;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Maintenance;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>Firmware and diagnostics where a story in words cannot look: clocks, stores, and what is inside an archive.</summary>
public sealed class MaintenanceTests
{
    private const string Image = "image http://files/new.img 0.2.0 200000\n";

    [Fact]
    [Trait("Octt", "TC_045_1_CS")]
    public void An_archive_holds_all_but_secrets() => Story.Run(async story =>
    {
        await story.RunAsync("""
            call ChangeConfiguration {"key":"AuthorizationKey","value":"4F43415F4F4354545F61646D696E5F74657374"}
            call UpdateFirmware {"location":"ftp:\/\/somebody:hunter2@files\/none.img","retrieveDate":"2026-01-05T08:00:00Z","retries":0}
            expect sent FirmwareStatusNotification status=DownloadFailed within 30s
            set MeterValueSampleInterval 10
            plug 1
            swipe 1 04A1B2C3
            expect status Charging within 20s
            link cut
            wait 30s
            link restore
            expect link Operational within 2m
            diagnostics http://someone:hunter3@files/in/
            expect sent DiagnosticsStatusNotification status=Uploaded
            """);
        var upload = Assert.Single(story.Bench.Files!.Uploads);
        var files = Unzip(upload);
        var answer = story.Bench.Frames.From(0).Last(entry => entry.Frame is { Action: "GetDiagnostics", Kind: "result" }).Frame;

        Assert.Equal(upload.Name, answer.Payload.GetProperty("fileName").GetString());
        Assert.Equal(["log.txt", "board.json", "frames.txt", "station.json", "configuration.json"], files.Keys.Where(name => name is not ("journal.jsonl" or "events.jsonl")));
        Assert.All(files.Values, text => Assert.DoesNotContain("hunter", text, StringComparison.Ordinal));
        Assert.All(files.Values, text => Assert.DoesNotContain("4F43415F", text, StringComparison.Ordinal));
        Assert.Contains("ftp://***@files/***", files["frames.txt"], StringComparison.Ordinal);
        Assert.Contains("StartTransaction", files["frames.txt"], StringComparison.Ordinal);
        Assert.Contains("ftp://***@files/***", files["log.txt"], StringComparison.Ordinal);
        Assert.Contains("\"status\": \"Charging\"", files["station.json"], StringComparison.Ordinal);
        Assert.Contains("\"faults\": []", files["station.json"], StringComparison.Ordinal);

        // The former name, for one release.
        Assert.Contains("\"causes\": []", files["station.json"], StringComparison.Ordinal);
        Assert.Contains("\"MeterValueSampleInterval\": \"10\"", files["configuration.json"], StringComparison.Ordinal);
        Assert.Equal(story.Bench.Board.Board.Source, files["board.json"]);
    });

    [Fact]
    public void Archives_of_one_second_have_names_of_their_own_and_the_stations() => Story.Run(story =>
    {
        var names = Enumerable.Range(0, 3).Select(_ => story.Bench.Station.Diagnostics.Prepare(new DiagnosticsWindow(null, null))!.Name).ToList();

        Assert.Equal(3, names.Distinct().Count());
        Assert.All(names, name => Assert.StartsWith(story.Bench.StationId + "_", name, StringComparison.Ordinal));
        return Task.CompletedTask;
    });

    [Fact]
    public void An_archive_covers_the_time_asked_for_only() => Story.Run(async story =>
    {
        await story.RunAsync("""
            trigger Heartbeat
            wait 10m
            trigger StatusNotification 1
            diagnostics http://files/in/ since 5m
            expect sent DiagnosticsStatusNotification status=Uploaded
            """);
        var frames = Unzip(Assert.Single(story.Bench.Files!.Uploads))["frames.txt"];

        Assert.Contains("StatusNotification", frames, StringComparison.Ordinal);
        Assert.DoesNotContain("BootNotification", frames, StringComparison.Ordinal);
    });

    [Fact]
    public void A_clock_that_jumps_ahead_brings_the_retrieve_date() => Story.Run(async story =>
    {
        await story.RunAsync(Image + "update-firmware http://files/new.img in 2h");
        story.Bench.Station.Clock.Set(story.Bench.Station.Clock.UtcNow + TimeSpan.FromHours(2));

        await story.RunAsync("expect sent FirmwareStatusNotification status=Downloading within 1s");
    });

    [Fact]
    public void A_clock_that_jumps_back_puts_the_retrieve_date_off() => Story.Run(async story =>
    {
        await story.RunAsync(Image + "set HeartbeatInterval 86400\nupdate-firmware http://files/new.img in 1h");
        story.Bench.Station.Clock.Set(story.Bench.Station.Clock.UtcNow - TimeSpan.FromHours(1));

        await story.RunAsync("expect no sent FirmwareStatusNotification for 119m\nexpect sent FirmwareStatusNotification status=Downloading within 61s");
    });

    [Fact]
    public void The_store_forgets_the_password_of_an_update_that_is_over()
    {
        var store = new MemoryStore();
        Story.Run(
            async story =>
            {
                await story.RunAsync("update-firmware http://user:hunter2@files/none.img retries 0");
                Assert.Contains("hunter2", Kept(store), StringComparison.Ordinal);

                await story.RunAsync("expect sent FirmwareStatusNotification status=DownloadFailed\nwait 1s");
                Assert.DoesNotContain("hunter2", Kept(store), StringComparison.Ordinal);
            },
            store: store);
    }

    [Fact]
    [Trait("Octt", "TC_044_3_CS")]
    public void A_station_without_an_installer_says_so_and_fetches_nothing()
    {
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        loop.Run(async () =>
        {
            using var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated"), Installer = new NoInstaller() });
            bench.Start();
            var session = new Session(bench);
            foreach (var line in (Image + "expect link Operational\nupdate-firmware http://files/new.img\nexpect sent FirmwareStatusNotification").Split('\n'))
            {
                await session.RunAsync(line);
            }

            Assert.Equal("InstallationFailed", bench.Frames.From(session.FramePosition - 1).First().Frame.Payload.GetProperty("status").GetString());
            Assert.Equal(0, bench.Files!.ServedBytes);
        });
    }

    [Fact]
    public void An_update_goes_on_after_a_power_cut_at_any_second() => Story.Run(async story =>
    {
        for (var second = 1; second <= 40; second += 3)
        {
            var version = $"0.3.{second}";
            await story.RunAsync($"""
                image http://files/new.img {version} 1000000
                update-firmware http://files/new.img
                wait {second}s
                power off
                wait 5s
                power on
                expect link Operational within 2m
                wait 2m
                """);

            // Cut while it was on trial, the boot loader goes back: that is the one way it may end otherwise.
            var last = story.Bench.Frames.From(0).Last(entry => entry.Frame is { Action: "FirmwareStatusNotification", IsSent: true }).Frame;
            var installed = story.Bench.Slots.RunningVersion == version;
            Assert.Equal(installed ? "Installed" : "InstallationFailed", last.Payload.GetProperty("status").GetString());
            Assert.True(installed || second >= 30, $"cut after {second} s, {story.Bench.Slots.RunningVersion} runs");
            Assert.Equal(FirmwareUpdateStatus.Idle, story.Bench.Station.Firmware.Status);
            await story.RunAsync("expect status Available");
        }
    });

    private static string Kept(MemoryStore store) =>
        string.Concat(store.Load(StoreTables.Firmware).Select(row => Encoding.UTF8.GetString(row.Value.Span)));

    private static Dictionary<string, string> Unzip(VirtualUpload upload)
    {
        using var archive = new ZipArchive(new MemoryStream(upload.Content.ToArray()));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }
}
