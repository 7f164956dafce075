using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Store.Sqlite.Adapters;

namespace ChargerFirmware.Tests.Unit.Composition.CommandLine;

public sealed class StoreChoiceTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("stores").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void The_only_store_needs_no_name()
    {
        var store = Make("CP%201");
        Directory.CreateDirectory(Path.Combine(_home, "no-store"));

        Assert.Equal(store, StoreChoice.Find(null, null, _home));
    }

    [Fact]
    public void Of_several_the_named_one_is_taken()
    {
        Make("CP-2");
        var store = Make("CP%201");

        Assert.Equal(store, StoreChoice.Find(null, "CP 1", _home));
        Assert.Equal(store, StoreChoice.Find(store, "CP-2", _home));
    }

    [Fact]
    public void What_is_missing_or_unclear_is_refused_with_what_was_expected()
    {
        Assert.Contains("expected --store DIR, or --id ID", Refusal(null), StringComparison.Ordinal);
        Assert.Contains("no store in", Refusal("CP-3"), StringComparison.Ordinal);
        Make("CP-2");
        Make("CP%201");
        Assert.Contains("expected --id with one of CP 1, CP-2", Refusal(null), StringComparison.Ordinal);
    }

    private string Refusal(string? id) => Assert.Throws<IOException>(() => StoreChoice.Find(null, id, _home)).Message;

    private string Make(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home, name)).FullName;
        File.WriteAllText(StoreFolder.FileIn(folder), "");
        return folder;
    }
}
