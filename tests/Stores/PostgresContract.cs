using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores;
using ChargerFirmware.Tests.Unit.Central.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Stores;

/// <summary>What every store promises, on a server.</summary>
public sealed class PostgresContract : CentralStoreContract
{
    private readonly Server _server = new();

    protected override Task<ICentralStore> OpenAsync() => CentralStores.OpenAsync(_server.Spec, Loop, NullLogger.Instance);

    protected override async Task CloseAsync()
    {
        await base.CloseAsync();
        _server.Dispose();
    }
}
