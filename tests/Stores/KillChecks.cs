using System.Diagnostics;
using System.Globalization;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChargerFirmware.Tests.Stores;

/// <summary>A central system that is killed at any instant: what was acknowledged is there, once, whole and in order, and no id is given twice.</summary>
public sealed class KillChecks : Bench
{
    private const int Kills = 12;

    [Fact]
    public async Task What_a_file_has_acknowledged_survives_every_kill()
    {
        var folder = Directory.CreateTempSubdirectory("central-kills-").FullName;
        try
        {
            await KillAsync(Path.Combine(folder, "central.db"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public Task What_a_server_has_acknowledged_survives_every_kill() => KillAsync(Server.Spec);

    private async Task KillAsync(string spec)
    {
        var (kept, given) = (new List<long>(), new List<long>());
        for (var kill = 1; kill <= Kills; kill++)
        {
            using var writer = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["write", spec]) { RedirectStandardOutput = true })!;
            var until = kept.Count + (kill * 37);
            while (await writer.StandardOutput.ReadLineAsync() is { } line)
            {
                var words = line.Split(' ');
                var number = long.Parse(words[1], CultureInfo.InvariantCulture);
                if (words[0] == "kept")
                {
                    kept.Add(number);
                    if (kept.Count == until)
                    {
                        writer.Kill();
                    }
                }
                else
                {
                    given.AddRange(Enumerable.Range(0, int.Parse(words[2], CultureInfo.InvariantCulture)).Select(index => number + index));
                }
            }

            await writer.WaitForExitAsync();
            Assert.True(kept.Count >= until, "the writer has ended by itself");
        }

        Assert.Equal(given.Count, given.Distinct().Count());
        await Run(async () =>
        {
            await using var store = await CentralStores.OpenAsync(spec, Loop, NullLogger.Instance);
            var sessions = (await store.SessionsAsync(new SessionQuery(Limit: int.MaxValue))).Select(session => session.Id).ToList();
            var states = (await store.StatesAsync("CP1", int.MaxValue)).Select(entry => long.Parse(entry.State, CultureInfo.InvariantCulture)).ToList();
            Assert.Empty(kept.Except(sessions));
            Assert.Equal(sessions, states);
            foreach (var id in sessions)
            {
                Assert.Single(await store.SamplesAsync(id));
            }

            Assert.True(await store.TakeSessionIdsAsync(1) > given.Max());
            Console.WriteLine($"        {kept.Count} acknowledged, {sessions.Count} kept, {Kills} kills");
        });
    }
}
