using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition;

/// <summary>Two devices on one pin, or two slaves with one address: each is right by itself, and the board is wrong.</summary>
internal static class BoardConflicts
{
    /// <exception cref="BoardException">A pin or a unit is used twice on one bus.</exception>
    public static void Check(BoardPlan plan)
    {
        var users = new Dictionary<(string Bus, string Kind, int Number), BoardPart>();
        foreach (var device in plan.Board.Devices.Values)
        {
            foreach (var (key, kind, number) in Claims(plan, device))
            {
                if (!users.TryAdd((device.Bus!, kind, number), device))
                {
                    var other = users[(device.Bus!, kind, number)];
                    throw new BoardException(
                        device.File, $"{device.Path}.{key}", $"{kind} {number} of bus '{device.Bus}' is used by '{other.Name}' already");
                }
            }
        }
    }

    private static IEnumerable<(string Key, string Kind, int Number)> Claims(BoardPlan plan, BoardPart device)
    {
        var driver = plan.DriverOf(device);
        var options = JsonSerializer.SerializeToNode(driver.ReadOptions(device), driver.OptionsType)!.AsObject();
        foreach (var (key, value) in options)
        {
            var kind = key == "unit" ? "unit" : key == "pin" || key.EndsWith("Pin", StringComparison.Ordinal) ? "pin" : null;
            if (kind is not null && value is JsonValue number && number.TryGetValue(out int claimed))
            {
                yield return (key, kind, claimed);
            }
        }
    }
}
