namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>
/// A store that something has bitten after the station was killed. None of it may pass in silence, a finished transaction is not stopped
/// again in another way, and of one damage to the log nothing is lost at all.
/// </summary>
internal sealed class DamagedStoreCheck : ICheck
{
    private const int Seed = 20261129;
    private const int AtOnce = 2;

    public string Name => "no damage to a store is silent, and none to its log costs anything";

    public bool IsLong => true;

    public async Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        var running = await LiveAsync(rig, central);
        Require.That(new FileInfo(rig.StoreFile + "-wal").Length > 0, "the log is empty: nothing is tried");
        var copies = Damages(new Random(Seed)).Select(damage => Damaged(rig, damage.What, damage.Damage)).ToList();
        await Parallel.ForEachAsync(
            copies, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (copy, _) => await JudgeAsync(rig, copy.Store, copy.What, running));
        Console.WriteLine($"    {copies.Count} damages");
    }

    private static (string What, string Store) Damaged(Rig rig, string what, Action<string> damage)
    {
        var copy = Path.Combine(rig.Folder, what.Replace(' ', '-'));
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(rig.Store))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        damage(Path.Combine(copy, "station.db"));
        return (what, copy);
    }

    /// <returns>The id of the transaction that runs when the station is killed; another one has ended.</returns>
    private static async Task<int> LiveAsync(Rig rig, CentralSystem central)
    {
        var station = await rig.EmulatorAsync(central);
        await central.StatusAsync(1, "Available");
        await central.CallAsync("SendLocalList", """{"listVersion":7,"updateType":"Full","localAuthorizationList":[{"idTag":"04A1B2C3","idTagInfo":{"status":"Accepted"}}]}""");
        await central.CallAsync("ChangeConfiguration", """{"key":"MeterValueSampleInterval","value":"1"}""");
        await station.PlugInAsync();
        await central.StatusAsync(1, "Preparing");
        await station.SwipeAsync();
        await central.CallOfAsync("MeterValues");
        await central.CallAsync("RemoteStopTransaction", """{"transactionId":1}""");
        await central.CallOfAsync("StopTransaction");
        await central.StatusAsync(1, "Finishing");
        var ended = central.Frames.Count;
        await station.PlugInAsync(2);
        await central.StatusAsync(2, "Preparing", ended);
        await station.SwipeAsync(2);
        await central.CallOfAsync("StartTransaction", from: ended);
        await central.CallAsync("ChangeConfiguration", """{"key":"ConnectionTimeOut","value":"77"}""");
        var values = await central.CallOfAsync("MeterValues", from: ended);
        await central.CallOfAsync("MeterValues", from: central.Frames.Count);
        await station.KillAsync();
        return values.Payload.GetProperty("transactionId").GetInt32();
    }

    private static async Task JudgeAsync(Rig rig, string store, string what, int running)
    {
        var central = rig.CentralSystem();
        var station = await rig.EmulatorAsync(central, "--store", store);
        await central.StatusAsync(1, "Available");
        var version = await central.CallAsync("GetLocalListVersion", "{}");
        var setting = await central.CallAsync("GetConfiguration", """{"key":["ConnectionTimeOut"]}""");
        var isReported = station.Output.Items.Any(line => line.Contains("damaged", StringComparison.Ordinal) || line.Contains("does not hold", StringComparison.Ordinal));
        var isWhole = version.Text.Contains("\"listVersion\":7", StringComparison.Ordinal) && setting.Text.Contains("77", StringComparison.Ordinal);
        var mustBeWhole = what.StartsWith("log", StringComparison.Ordinal);
        if (!isReported || mustBeWhole)
        {
            await central.Frames.FirstAsync($"{what}: StopTransaction", frame => frame.IsCall("StopTransaction"));
        }

        var stops = central.Frames.Items.Where(frame => frame.IsCall("StopTransaction")).Select(frame => frame.Payload).ToList();
        isWhole = isWhole && stops.Exists(stop => stop.GetProperty("transactionId").GetInt32() == running);
        Require.That(isReported || isWhole, $"{what}: lost in silence: {version.Text} {setting.Text} {stops.Count} stops{Environment.NewLine}{station.Tail()}");
        Require.That(isWhole || !mustBeWhole, $"{what}: lost though it need not be: {version.Text} {setting.Text} {stops.Count} stops{Environment.NewLine}{station.Tail()}");
        Require.That(isReported || !what.EndsWith('!'), $"{what}: not reported{Environment.NewLine}{station.Tail()}");
        Require.That(
            stops.TrueForAll(stop => stop.GetProperty("transactionId").GetInt32() == running),
            $"{what}: a finished transaction was stopped again: {string.Join(' ', stops)}");
        await station.KillAsync();
    }

    private static IEnumerable<(string What, Action<string> Damage)> Damages(Random chance)
    {
        yield return ("nothing", _ => { });
        for (var number = 1; number <= 3; number++)
        {
            yield return ($"log header {number}!", path => Flip(path + "-wal", chance.Next(0, 32), chance));
            yield return ($"log first frame {number}!", path => Flip(path + "-wal", 32 + chance.Next(8, 24), chance));
            yield return ($"log first page {number}!", path => Flip(path + "-wal", 56 + chance.Next(0, 4096), chance));
            yield return ($"log cut {number}", path => Cut(path + "-wal", chance));
            yield return ($"redo bit {number}", path => Flip(path + "-redo", chance.Next(0, 1024), chance));
        }

        yield return ("log deleted!", path => File.Delete(path + "-wal"));
        yield return ("log emptied!", path => File.WriteAllBytes(path + "-wal", []));
        yield return ("redo deleted", path => File.Delete(path + "-redo"));
        for (var number = 1; number <= 20; number++)
        {
            yield return ($"log bit {number}", path => Flip(path + "-wal", chance.Next(0, (int)new FileInfo(path + "-wal").Length), chance));
        }

        for (var number = 1; number <= 10; number++)
        {
            yield return ($"block of the file zeroed {number}", path =>
            {
                using var file = File.OpenWrite(path);
                file.Position = chance.Next(0, (int)(file.Length / 512)) * 512L;
                file.Write(new byte[512]);
            });
        }
    }

    private static void Cut(string path, Random chance)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.SetLength(chance.Next(1, (int)file.Length));
    }

    private static void Flip(string path, long at, Random chance)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ (1 << chance.Next(0, 8))));
    }
}
