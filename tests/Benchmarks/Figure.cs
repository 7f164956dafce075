using System.Globalization;

namespace ChargerFirmware.Tests.Benchmarks;

/// <summary>One figure, measured several times.</summary>
internal sealed class Figure(string name, string unit)
{
    private readonly List<double> _values = [];

    public void Add(double value) => _values.Add(value);

    /// <summary>One line: the median first, because that is the figure, and how far the others lie from it.</summary>
    public void Print()
    {
        var sorted = _values.Order().ToArray();
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        Console.WriteLine(
            $"{name,-28} {Text(median),10} {unit,-8} min {Text(sorted[0])}, median {Text(median)}, max {Text(sorted[^1])}, runs {sorted.Length}");
    }

    private static string Text(double value) =>
        value.ToString(Math.Abs(value) < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
