"""Writes the fixtures composite_*.json: processes with sums, products, blocks, means and noise point by point.

All numbers are computed with 40 digits (mpmath) from the definitions alone: dense matrices, gradients by central
differences with a step of 1e-12, leave-one-out densities by leaving each point out in turn. Where scikit-learn has the
kernel, its log marginal likelihood must agree to 1e-9, or nothing is written.
"""

import json
import pathlib
import random

import mpmath
import numpy
import sklearn
from mpmath import mp, mpf
from sklearn.gaussian_process import GaussianProcessRegressor, kernels as sk

mp.dps = 40


def scaled(a, b, columns, l):
    return sum(((a[c] - b[c]) / l[i % len(l)]) ** 2 for i, c in enumerate(columns))


def rbf(a, b, columns, l, s):
    return s * mpmath.exp(-scaled(a, b, columns, l) / 2)


def matern32(a, b, columns, l, s):
    t = mpmath.sqrt(3 * scaled(a, b, columns, l))
    return s * (1 + t) * mpmath.exp(-t)


def rq(a, b, columns, l, s, alpha):
    return s * (1 + scaled(a, b, columns, l) / (2 * alpha)) ** (-alpha)


def periodic(a, b, columns, l, s, p):
    total = mpf(0)
    for i, c in enumerate(columns):
        total += mpmath.sin(mp.pi * (a[c] - b[c]) / p[i % len(p)]) ** 2 / l[i % len(l)] ** 2
    return s * mpmath.exp(-2 * total)


def linear(a, b, columns, l, s):
    return s * (1 + sum(a[c] * b[c] / l[i % len(l)] ** 2 for i, c in enumerate(columns)))


def cholesky_solve(k, r):
    lower = mpmath.cholesky(k)
    alpha = mpmath.lu_solve(k, r)
    return alpha, 2 * sum(mpmath.log(lower[i, i]) for i in range(k.rows))


class Case:
    def __init__(self, name, kernel, mean, parameters, scale=(0, 1), reference=None, n=11, d=3):
        self.name, self.kernel, self.mean, self.scale, self.reference = name, kernel, mean, scale, reference
        self.parameters = [mpf(repr(p)) for p in parameters]
        source = random.Random(name)
        draw = lambda rows, columns: [[round(source.gauss(0, 1), 6) for _ in range(columns)] for _ in range(rows)]
        self.x, self.pool = draw(n, d), draw(4, d)
        self.c, self.pool_c = draw(n, 2), draw(4, 2)
        self.y = [round(source.gauss(0, 1), 6) for _ in range(n)]
        self.noise = [round(abs(source.gauss(0, 0.2)), 6) for _ in range(n)]

    def means(self, c, p):
        shift, spread = self.scale
        return [(self.mean([mpf(v) for v in row], p) - mpf(repr(shift))) / mpf(repr(spread)) for row in c]

    def gram(self, a, b, p):
        return mpmath.matrix([[self.kernel([mpf(v) for v in u], [mpf(v) for v in w], p) for w in b] for u in a])

    def noisy(self, p, noise):
        k = self.gram(self.x, self.x, p)
        for i, v in enumerate(self.noise):
            k[i, i] += mpf(v) + noise
        return k

    def lml(self, q):
        p, noise, m = self.split(q)
        k = self.noisy(p, noise)
        r = mpmath.matrix([mpf(v) - u for v, u in zip(self.y, self.means(self.c, m))])
        alpha, logdet = cholesky_solve(k, r)
        return -((alpha.T * r)[0] + logdet + len(self.y) * mpmath.log(2 * mp.pi)) / 2

    def loo(self, q):
        p, noise, m = self.split(q)
        k = self.noisy(p, noise)
        r = [mpf(v) - u for v, u in zip(self.y, self.means(self.c, m))]
        total = mpf(0)
        for i in range(len(r)):
            others = [j for j in range(len(r)) if j != i]
            sub = mpmath.matrix([[k[a, b] for b in others] for a in others])
            cross = mpmath.matrix([k[i, b] for b in others])
            w = mpmath.lu_solve(sub, cross)
            mean = sum(w[j] * r[o] for j, o in enumerate(others))
            var = k[i, i] - (w.T * cross)[0]
            total -= ((r[i] - mean) ** 2 / var + mpmath.log(2 * mp.pi * var)) / 2
        return total

    def split(self, q):
        k = self.kernel_parameters
        return q[:k], q[k], q[k + 1:]

    def gradient(self, function):
        h = mpf("1e-12")
        result = []
        for i in range(len(self.parameters)):
            up, down = list(self.parameters), list(self.parameters)
            up[i] += h
            down[i] -= h
            result.append((function(up) - function(down)) / (2 * h))
        return result

    def write(self, kernel_parameters, text):
        self.kernel_parameters = kernel_parameters
        q = self.parameters
        p, noise, m = self.split(q)
        k = self.noisy(p, noise)
        r = mpmath.matrix([mpf(v) - u for v, u in zip(self.y, self.means(self.c, m))])
        alpha = mpmath.lu_solve(k, r)
        cross = self.gram(self.x, self.pool, p)
        prior = self.gram(self.pool, self.pool, p)
        mean = [u + (cross[:, j].T * alpha)[0] for j, u in enumerate(self.means(self.pool_c, m))]
        cov = prior - cross.T * (k ** -1) * cross
        lml = self.lml(q)
        if self.reference:
            gp = GaussianProcessRegressor(self.reference, alpha=numpy.array(self.noise) + float(noise), optimizer=None)
            gp.fit(numpy.array(self.x), numpy.array([float(v) for v in r]))
            assert abs(gp.log_marginal_likelihood_value_ - float(lml)) < 1e-9, (self.name, lml)
        flat = lambda values: {"shape": [len(values)], "elements": [float(v) for v in values]}
        grid = lambda rows: {"shape": [len(rows), len(rows[0])], "elements": [float(v) for row in rows for v in row]}
        arrays = {
            "X": grid(self.x), "y": flat(self.y), "noise_vec": flat(self.noise), "Xs": grid(self.pool),
            "C": grid(self.c), "Cs": grid(self.pool_c), "parameters": flat(q), "scale": flat(self.scale),
            "lml": flat([lml]), "loo": flat([self.loo(q)]), "grad_lml": flat(self.gradient(self.lml)),
            "grad_loo": flat(self.gradient(self.loo)), "mean": flat(mean),
            "cov": grid([[cov[i, j] for j in range(4)] for i in range(4)]),
        }
        checked = f", checked by scikit-learn {sklearn.__version__}" if self.reference else ""
        origin = f"Fixtures/composites.py, mpmath {mpmath.__version__} with 40 digits{checked}: {text}"
        path = pathlib.Path(__file__).parent / f"composite_{self.name}.json"
        path.write_text(json.dumps({"origin": origin, "arrays": arrays}, indent=1) + "\n")
        print(path.name, float(lml))


constant = lambda c, m: m[0]
Case("rational_quadratic", lambda a, b, p: rq(a, b, [0, 1, 2], [p[0]], p[1], p[2]), constant,
     [0.9, 1.4, 0.7, 0.05, 0.2],
     reference=1.4 * sk.RationalQuadratic(length_scale=0.9, alpha=0.7)
     ).write(3, "rational-quadratic, one length scale")
Case("rational_quadratic_ard", lambda a, b, p: rq(a, b, [0, 1, 2], p[:3], p[3], p[4]), constant,
     [0.9, 1.7, 0.6, 1.4, 2.3, 0.05, 0.2]).write(5, "rational-quadratic, a length scale a dimension")
Case("linear", lambda a, b, p: linear(a, b, [0, 1, 2], [p[0]], p[1]),
     lambda c, m: m[0] + m[1] * c[0] + m[2] * c[1], [1.3, 0.8, 0.3, -0.2, 0.5, 0.15],
     reference=0.8 / 1.3 ** 2 * sk.DotProduct(sigma_0=1.3)).write(2, "linear, linear mean in C")
Case("sum", lambda a, b, p: rbf(a, b, [0, 1], p[0:2], p[2]) + periodic(a, b, [2], [p[3]], p[4], [p[5]]), constant,
     [0.7, 1.5, 0.9, 1.2, 0.6, 1.9, 0.04, -0.1]).write(6, "rbf(stem) + periodic(coordinates)")
Case("sum_1d", lambda a, b, p: rbf(a, b, [0], p[0:1], p[1]) + periodic(a, b, [0], [p[2]], p[3], [p[4]]), constant,
     [0.7, 0.9, 1.2, 0.6, 1.9, 0.04, -0.1], d=1,
     reference=0.9 * sk.RBF(0.7) + 0.6 * sk.ExpSineSquared(length_scale=1.2, periodicity=1.9)
     ).write(5, "rbf + periodic")
Case("product", lambda a, b, p: matern32(a, b, [0, 1], p[0:2], 1)
     * (linear(a, b, [2], [p[2]], p[3]) + rq(a, b, [0, 1, 2], p[4:7], p[7], p[8])), constant,
     [0.8, 1.6, 1.1, 0.6, 0.9, 1.3, 2.1, 0.7, 1.5, 0.06, 0.1]
     ).write(9, "matern-3/2(stem) * (linear(coordinates) + rational-quadratic)")
peak = lambda c, m: m[0] + m[1] * mpmath.exp(-((c[0] - m[2]) ** 2 + (c[1] - m[3]) ** 2) / (2 * m[4] ** 2))
Case("formula_mean", lambda a, b, p: rbf(a, b, [0, 1, 2], [p[0]], p[1]), peak,
     [1.1, 0.7, 0.05, 12.0, 3.5, 0.2, -0.3, 0.9], scale=(11.5, 2.25)
     ).write(2, "rbf, mean a + b*exp(-((x-x0)^2+(y-y0)^2)/(2*w^2)) of C in the objective's units, y = (objective - 11.5)/2.25")
