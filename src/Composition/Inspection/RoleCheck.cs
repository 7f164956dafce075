using System.Globalization;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Meters;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>Whether devices can play the parts they are given, and whether a connector with these parts can be built at all.</summary>
internal sealed class RoleCheck
{
    /// <summary>The most that the control pilot can signal (IEC 61851-1, table A.8).</summary>
    private const double MostPilotCurrentA = 80;

    private readonly PlannedParts _parts;
    private readonly Findings _findings;
    private readonly Dictionary<(Type Contract, string Device), string> _taken = [];

    private RoleCheck(PlannedParts parts, Findings findings)
    {
        _parts = parts;
        _findings = findings;
    }

    public static void Run(PlannedParts parts, Findings findings)
    {
        var check = new RoleCheck(parts, findings);
        check.CheckStation(parts.Board.Station);
        for (var index = 0; index < parts.Board.Connectors.Count; index++)
        {
            check.CheckConnector(parts.Board.Connectors[index], $"$.connectors[{index}]");
        }
    }

    private void CheckStation(StationRoles roles)
    {
        const string path = "$.station";
        CheckRole(Role.Reader, roles.Reader, path);
        CheckRole(Role.EmergencyStop, roles.EmergencyStop, path);
        CheckRole(Role.Door, roles.Door, path);
        CheckRole(Role.Mains, roles.Mains, path);
        CheckRole(Role.Signal, roles.Signal, path);
        CheckRole(Role.EnableLine, roles.EnableLine, path);
    }

    private void CheckConnector(ConnectorRoles roles, string path)
    {
        CheckRole(Role.Contactor, roles.Contactor, path);
        CheckRole(Role.Upstream, roles.Upstream, path);
        CheckRole(Role.Lock, roles.Lock, path);
        var meter = CheckRole(Role.Meter, roles.Meter, path);
        var controller = CheckRole(Role.Controller, roles.Controller, path);
        CheckRole(Role.Plug, roles.Plug == roles.Controller ? null : roles.Plug, path);
        CheckRole(Role.Reader, roles.Reader, path);
        CheckRole(Role.Temperature, roles.Temperature, path);
        CheckRole(Role.ResidualCurrent, roles.ResidualCurrent, path);
        CheckRole(Role.ResidualCurrentMonitor, roles.ResidualCurrentMonitor, path);
        CheckRole(Role.Insulation, roles.Insulation, path);
        CheckRole(Role.Earth, roles.Earth, path);
        if (controller?.Driver.Current is { } current && current != roles.Current)
        {
            _findings.Refuse($"{path}.controller", $"'{controller.Name}' is driven by {controller.Part.Driver}, which is for {Name(current)} connectors only");
        }

        if (roles is { Cable: CableKind.Fixed, Lock: not null })
        {
            _findings.Refuse($"{path}.lock", "a fixed cable has no lock; expected no such key");
        }

        if (roles.Current == CurrentKind.Dc)
        {
            CheckDirectCurrent(roles, path);
        }
        else
        {
            CheckAlternatingCurrent(roles, path, meter);
        }
    }

    private void CheckDirectCurrent(ConnectorRoles roles, string path)
    {
        if (roles.MaxPowerW is null)
        {
            _findings.Refuse($"{path}.maxPowerW", "missing; expected the most power of the converter in W, for power bounds a DC connector too");
        }

        if (roles.MinCurrentA > roles.MaxCurrentA)
        {
            _findings.Refuse($"{path}.minCurrentA", Invariant($"expected at most maxCurrentA ({roles.MaxCurrentA}), found {roles.MinCurrentA}"));
        }
    }

    private void CheckAlternatingCurrent(ConnectorRoles roles, string path, PlannedDevice? meter)
    {
        foreach (var (key, value) in new (string, object?)[]
                 {
                     ("maxPowerW", roles.MaxPowerW), ("minCurrentA", roles.MinCurrentA), ("maxVoltageV", roles.MaxVoltageV),
                     ("referenceVoltageV", roles.ReferenceVoltageV), ("profileCurrent", roles.ProfileCurrent),
                 })
        {
            if (value is not null)
            {
                _findings.Refuse($"{path}.{key}", "only a DC connector has it; expected no such key");
            }
        }

        if (roles.Insulation is not null)
        {
            _findings.Refuse($"{path}.insulation", "only a DC connector has it; expected no such key");
        }

        if (roles.MaxCurrentA > MostPilotCurrentA)
        {
            _findings.Refuse(
                $"{path}.maxCurrentA",
                Invariant($"expected at most {MostPilotCurrentA}, which is all that a control pilot can signal (IEC 61851-1); found {roles.MaxCurrentA}"));
        }

        if (meter?.Options is ModbusMeterOptions options && _findings.Read(() => MeterMap.Load(options.Model)) is { } map && map.Phases.Count < roles.Phases)
        {
            _findings.Refuse(
                $"{path}.meter",
                Invariant($"'{meter.Name}' ({options.Model}) does not measure all of {roles.Phases} phases; say \"phases\": 1 or fit another meter"));
        }
    }

    /// <returns>The device in that role; null where there is none or another problem has been reported.</returns>
    private PlannedDevice? CheckRole(Role role, string? name, string path)
    {
        var at = $"{path}.{role.Key}";
        if (name is null)
        {
            return null;
        }

        if (!_parts.Devices.TryGetValue(name, out var device))
        {
            // A device whose driver is unknown has said so already.
            if (!_parts.Board.Devices.ContainsKey(name))
            {
                _findings.Refuse(at, $"no device is called '{name}'; {Expected(role)}");
            }

            return null;
        }

        if (!device.Plays(role.Contract))
        {
            _findings.Refuse(at, $"'{name}' is driven by {device.Part.Driver}, which is not {role.Noun}; {Expected(role)}");
            return null;
        }

        if (!role.Shared && !_taken.TryAdd((role.Contract, name), at))
        {
            _findings.Refuse(at, $"'{name}' is at {_taken[(role.Contract, name)]} already; {role.Noun} is one's own");
        }

        return device;
    }

    private string Expected(Role role)
    {
        var fitting = string.Join(", ", _parts.Devices.Values.Where(device => device.Plays(role.Contract)).Select(device => device.Name));
        return fitting.Length > 0 ? $"expected one of: {fitting}" : $"there is no {role.Noun[(role.Noun.IndexOf(' ') + 1)..]} in $.devices yet";
    }

    private static string Name(CurrentKind current) => current == CurrentKind.Dc ? "DC" : "AC";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
