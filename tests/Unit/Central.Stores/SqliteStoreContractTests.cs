using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores;
using ChargerFirmware.Tests.Unit.Central.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.CentralStores;

/// <summary>The store in a file.</summary>
public sealed class SqliteStoreContractTests : CentralStoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("central-store-").FullName;

    protected override Task<ICentralStore> OpenAsync() =>
        ChargerFirmware.Central.Stores.CentralStores.OpenAsync(Path.Combine(_folder, "central.db"), Loop, NullLogger.Instance);

    protected override async Task CloseAsync()
    {
        await base.CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
