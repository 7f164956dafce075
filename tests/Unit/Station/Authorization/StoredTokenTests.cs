using System.Text;
using System.Text.Json;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Reservations;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using ChargerFirmware.Telemetry.Logs;
using ChargerFirmware.Tests.Unit.Station.Events;
using ChargerFirmware.Tests.Unit.Telemetry.Logs;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Station.Authorization;

/// <summary>Rows as firmware before kinds of tokens wrote and reads them: an upgrade and the way back from it lose nobody's card.</summary>
public sealed class StoredTokenTests : IDisposable
{
    private static readonly JsonSerializerOptions s_rows = new(JsonSerializerDefaults.Web);
    private static readonly IdToken s_card = new("04a1B2C3", IdTokenKind.Iso14443);
    private static readonly TagInfo s_grouped = new(AuthorizationStatus.Accepted, new IdToken("Group"));

    private readonly VirtualLoop _loop = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly MemoryStore _store = new();

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task A_row_of_the_local_list_is_the_same_before_and_after()
    {
        const string row = """{"status":"Accepted","parentIdTag":"Group"}""";
        await LocalList().UpdateAsync(new LocalListUpdate(1, IsFull: true, [new LocalListEntry(s_card, s_grouped)]));
        Assert.Equal([("04A1B2C3", row)], Rows(StoreTables.ListedTags));

        Assert.Equal(s_grouped, LocalList().Find(s_card));
    }

    [Fact]
    public async Task A_row_of_the_cache_is_the_same_before_and_after()
    {
        const string row = """{"status":"Accepted","parentIdTag":"Group","expiryDate":null,"sequence":1}""";
        await Cache().LearnAsync(s_card, s_grouped);
        Assert.Equal([("04A1B2C3", row)], Rows(StoreTables.CachedTags));

        Assert.Equal(s_grouped, Cache().Find(s_card));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_says_so_in_one_line()
    {
        using var lines = new LineCollector(new StationFormatter(LogForm.Text, "CP-1", _loop.Time));
        var cache = new AuthorizationCache(new RefusingStore { Fails = true }, new StationClock(_loop.Time), lines.CreateLogger("cache"));
        await cache.LearnAsync(s_card, s_grouped);

        Assert.Equal(s_grouped, cache.Find(s_card));
        var line = Assert.Single(lines.Lines);
        Assert.Contains("serves until the restart: refused", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"idTag":"04a1B2C3","parentIdTag":"Group"}""")]
    [InlineData("""{"idTag":"04a1B2C3","parentIdTag":null}""")]
    public void A_held_cable_is_the_same_before_and_after(string row)
    {
        var hold = JsonSerializer.Deserialize<CableHold>(row, s_rows)!;

        Assert.Equal(row, JsonSerializer.Serialize(hold, s_rows));
        Assert.True(hold.IsFor(s_card, null));
        Assert.Equal(row.Contains("Group"), hold.IsFor(new IdToken("other"), new IdToken("GROUP")));
    }

    [Theory]
    [InlineData("""{"id":7,"connectorId":2,"idTag":"04a1B2C3","parentIdTag":"Group","expiryDate":"2026-07-01T00:00:00+00:00"}""", 2)]
    [InlineData("""{"id":7,"connectorId":0,"idTag":"04a1B2C3","parentIdTag":"Group","expiryDate":"2026-07-01T00:00:00+00:00"}""", null)]
    public void A_reservation_is_the_same_before_and_after(string row, int? connectorId)
    {
        var reservation = JsonSerializer.Deserialize<Reservation>(row, s_rows)!;

        Assert.Equal(row, JsonSerializer.Serialize(reservation, s_rows));
        Assert.Equal(connectorId, reservation.ConnectorId);
        Assert.True(reservation.IsFor(s_card, null));
        Assert.True(reservation.IsFor(new IdToken("other"), new IdToken("GROUP")));
        Assert.False(reservation.IsFor(new IdToken("other"), null));
    }

    private LocalList LocalList() => new(_store, new StationSettings(), new StationClock(_loop.Time), NullLogger.Instance);

    private AuthorizationCache Cache() => new(_store, new StationClock(_loop.Time), NullLogger.Instance);

    private IEnumerable<(string Key, string Text)> Rows(string table) =>
        _store.Load(table).Select(row => (row.Key, Encoding.UTF8.GetString(row.Value.Span)));
}
