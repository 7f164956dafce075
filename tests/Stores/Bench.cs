using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores.Adapters;
using ChargerFirmware.EventLoop.Adapters;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Stores;

/// <summary>A loop and a schema for one check.</summary>
public abstract class Bench : IAsyncDisposable
{
    private protected ThreadLoop Loop { get; } = new("store", fault => Console.WriteLine(fault));

    private protected Server Server { get; } = new();

    public ValueTask DisposeAsync()
    {
        Loop.Dispose();
        Server.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected static StoreChange.State State(string state) => new(new StateEntry("CP1", DateTimeOffset.UnixEpoch, StateKind.Status, null, state, null));

    private protected Task Run(Func<Task> act) => Loop.RunAsync(act);

    private protected Task<ICentralStore> OpenAsync(string? spec = null, TimeSpan? patience = null) => DatabaseStore.OpenAsync(
        new PostgresDatabase(PostgresUrl.Parse(spec ?? Server.Spec), NullLogger.Instance, patience), Loop, new() { States = 100_000 }, NullLogger.Instance);
}
