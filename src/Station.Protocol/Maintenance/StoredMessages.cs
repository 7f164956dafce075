using System.Text;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station.Protocol.Maintenance;

/// <summary>The transaction messages that wait, and those that were given up: what a CPO misses is in one of the two.</summary>
public sealed class StoredMessages(IStationStore store) : IDiagnosticsSource
{
    public IEnumerable<DiagnosticsEntry> Collect(DiagnosticsWindow window) =>
    [
        new("events.jsonl", Read(StoreTables.Events)), new("journal.jsonl", Read(StoreTables.Journal)),
        new("dead-letters.jsonl", Read(StoreTables.DeadLetters)),
    ];

    private string Read(string table)
    {
        var text = new StringBuilder();
        foreach (var row in store.Load(table))
        {
            text.Append(Encoding.UTF8.GetString(row.Value.Span)).Append('\n');
        }

        return text.ToString();
    }
}
