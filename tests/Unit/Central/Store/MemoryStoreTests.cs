using ChargerFirmware.Central.Store;

namespace ChargerFirmware.Tests.Unit.Central.Store;

/// <summary>What it keeps is in this process: a restart of the central system in it finds it again.</summary>
public sealed class MemoryStoreTests : CentralStoreContract
{
    private readonly MemoryStore _store = new();

    protected override Task<ICentralStore> OpenAsync() => Task.FromResult<ICentralStore>(_store);
}
