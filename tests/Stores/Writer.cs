using System.Globalization;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Rpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Stores;

/// <summary>A process that writes without end and says what was acknowledged, until it is killed.</summary>
internal static class Writer
{
    private const int AtOnce = 40;

    public static async Task RunAsync(string spec)
    {
        using var loop = new ThreadLoop("writer", fault => Environment.FailFast($"{fault}"));
        await loop.RunAsync(async () =>
        {
            var store = await CentralStores.OpenAsync(spec, loop, NullLogger.Instance, new StoreLimits { States = int.MaxValue });
            while (true)
            {
                var first = await store.TakeSessionIdsAsync(AtOnce);
                Say($"ids {first} {AtOnce}");
                await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(index => WriteAsync(store, first + index)));
            }
        });
    }

    private static async Task WriteAsync(ICentralStore store, long id)
    {
        var text = id.ToString(CultureInfo.InvariantCulture);
        var session = new SessionRecord(id, text, "CP1", 1, text, DateTimeOffset.UnixEpoch, id);
        store.Write(new StoreChange.Frame(new FrameRecord("CP1", DateTimeOffset.UtcNow, FrameDirection.Received, null, text)));
        await store.WriteAsync(
            new StoreChange.Session(session), new StoreChange.State(new StateEntry("CP1", DateTimeOffset.UnixEpoch, StateKind.Status, null, text, null)),
            new StoreChange.Values("CP1", 1, id, [new MeterSample(DateTimeOffset.UnixEpoch, text, null, null, null, null, null, null)]));
        Say($"kept {id}");
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
