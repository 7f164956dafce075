namespace ChargerFirmware.Tests.Repository;

/// <summary>Who may reference whom. An arrow is transitive: a project may also name what it reaches.</summary>
internal sealed class Layers
{
    /// <summary>The picture of the house. EventLoop may be used by all.</summary>
    public const string Picture = """
        EventLoop, Hardware, Ocpp, Listening          --> nothing of ours
        Hardware.Gpio, Hardware.Modbus, Hardware.Linux --> Hardware
        Station                                       --> Hardware
        Ocpp16                                        --> Ocpp
        Station.Protocol                              --> Station, Ocpp
        Station.Ocpp16                                --> Station.Protocol, Ocpp16
        Store.Sqlite, Transfers                       --> Station
        Telemetry                                     --> Station, Listening
        Composition     --> Station.Ocpp16, Hardware.Gpio, Hardware.Modbus, Store.Sqlite, Telemetry, Transfers
        Charger         --> Composition, Hardware.Linux
        Emulator        --> Hardware, Hardware.Gpio, Hardware.Modbus
        Network         --> Ocpp, Listening
        Central         --> Ocpp, Listening
        Central.Ocpp16  --> Central, Ocpp16
        Central.Stores  --> Central
        Bench           --> Composition, Emulator, Network, Central.Ocpp16
        Emulator.Cli    --> Bench
        Central.Cli     --> Bench, Central.Stores
        """;

    private readonly Dictionary<string, string[]> _arrows = [];

    public Layers(string picture)
    {
        foreach (var line in picture.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = line.Split("-->", StringSplitOptions.TrimEntries);
            string[] targets = sides[1] == "nothing of ours" ? [] : sides[1].Split(',', StringSplitOptions.TrimEntries);
            foreach (var source in sides[0].Split(',', StringSplitOptions.TrimEntries))
            {
                _arrows.Add(source, targets);
            }
        }
    }

    public bool Knows(string project) => _arrows.ContainsKey(project);

    /// <summary>All that a project may reach, itself excluded.</summary>
    public HashSet<string> Reach(string project) => Closure(project, name => _arrows.GetValueOrDefault(name, []));

    /// <summary>Every reference of a product project that the picture does not show.</summary>
    public IEnumerable<string> Breaches(IReadOnlyList<Project> projects)
    {
        foreach (var project in projects.Where(project => project.IsProduct))
        {
            if (!Knows(project.Name))
            {
                yield return $"{project.Path} is not in the picture: draw it into {nameof(Layers)}.{nameof(Picture)} and the README.";
                continue;
            }

            var allowed = Reach(project.Name);
            foreach (var reference in project.References)
            {
                var name = Path.GetFileNameWithoutExtension(reference);
                if (name != "EventLoop" && !allowed.Contains(name))
                {
                    yield return $"{project.Path} references {name}; it may reach {Listed(allowed)}.";
                }
            }
        }
    }

    /// <summary>All that a project really reaches by its project files.</summary>
    public static HashSet<string> Reached(string project, IReadOnlyList<Project> projects) =>
        Closure(project, name => projects
            .Where(candidate => candidate.IsProduct && candidate.Name == name)
            .SelectMany(candidate => candidate.References)
            .Select(reference => Path.GetFileNameWithoutExtension(reference)));

    private static HashSet<string> Closure(string start, Func<string, IEnumerable<string>> next)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(next(start));
        while (open.TryPop(out var name))
        {
            if (reached.Add(name))
            {
                foreach (var further in next(name))
                {
                    open.Push(further);
                }
            }
        }

        return reached;
    }

    private static string Listed(HashSet<string> names) =>
        names.Count == 0 ? "nothing but EventLoop" : string.Join(", ", names.Order(StringComparer.Ordinal)) + " and EventLoop";
}
